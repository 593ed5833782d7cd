id	timestamp	status	checkpoint_id	response	error	user_id	course_id
1	2025-09-02 15:21:52	submitted	1			2006	MOOCdbX/Stat101/2025_Fall
2	2025-09-04 15:21:52	approved	1			2006	MOOCdbX/Stat101/2025_Fall
3	2025-09-16 14:30:48	submitted	1			2054	MOOCdbX/Stat101/2025_Fall
4	2025-09-18 14:30:48	approved	1			2054	MOOCdbX/Stat101/2025_Fall
5	2025-09-25 22:32:26	submitted	1			2114	MOOCdbX/Stat101/2025_Fall
6	2025-09-27 22:32:26	approved	1			2114	MOOCdbX/Stat101/2025_Fall
7	2025-09-07 09:05:08	submitted	1			2156	MOOCdbX/Stat101/2025_Fall
8	2025-09-09 09:05:08	approved	1			2156	MOOCdbX/Stat101/2025_Fall
9	2025-09-15 01:02:56	submitted	1			2171	MOOCdbX/Stat101/2025_Fall
10	2025-09-17 01:02:56	approved	1			2171	MOOCdbX/Stat101/2025_Fall
