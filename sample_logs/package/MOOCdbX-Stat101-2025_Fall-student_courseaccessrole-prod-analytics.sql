org	course_id	user_id	role
MOOCdbX	MOOCdbX/Stat101/2025_Fall	11	instructor
MOOCdbX	MOOCdbX/Stat101/2025_Fall	11	staff
MOOCdbX	MOOCdbX/Stat101/2025_Fall	14	staff
MOOCdbX	MOOCdbX/Stat101/2025_Fall	21	instructor
MOOCdbX	MOOCdbX/Stat101/2025_Fall	21	staff
MOOCdbX	MOOCdbX/Stat101/2025_Fall	2000	beta_testers
