"""What must hold in and between records."""
