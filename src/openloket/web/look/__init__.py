"""Look and feel: design tokens to style sheets, built assets, and the template environment."""
