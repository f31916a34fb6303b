"""What came by desk, telephone or post is typed by an employee and received like any other."""
