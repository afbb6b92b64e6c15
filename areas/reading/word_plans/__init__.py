"""What a plan written in Word says, line by line, in the sections of Annex 2: no records."""
