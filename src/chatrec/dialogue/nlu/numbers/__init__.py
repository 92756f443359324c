"""How numbers are said: counts and places, years, amounts, ages, levels and degrees."""
