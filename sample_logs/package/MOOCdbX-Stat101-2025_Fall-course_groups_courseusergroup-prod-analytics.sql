id	name	course_id	group_type
1	Morning	MOOCdbX/Stat101/2025_Fall	cohort
4	Evening	MOOCdbX/Stat101/2025_Fall	cohort
