"""What a studio does, one file per step; imports the engines and `domain`, reaches disk only through `ports`."""
