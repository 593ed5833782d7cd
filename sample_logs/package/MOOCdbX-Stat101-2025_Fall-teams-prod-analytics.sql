id	team_id	name	course_id	topic_id	date_created	description	country	language	discussion_topic_id	last_activity_at	team_size
1	nightingale-e9b59046bfad66983177acea12045cb9	Nightingale	MOOCdbX/Stat101/2025_Fall	projects	2025-09-29 00:00:00	Team Nightingale			e9b59046bfad66983177acea12045cb9	2025-10-20 00:00:00	4
