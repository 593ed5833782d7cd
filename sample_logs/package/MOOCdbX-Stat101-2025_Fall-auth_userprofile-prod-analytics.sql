id	user_id	name	language	location	meta	courseware	gender	mailing_address	year_of_birth	level_of_education	goals	allow_certificate	country	city	bio
42000	2000	Miles Okafor				course.xml	f	NULL	1955	b	For my work.	1	US	NULL	NULL
42006	2006	June Lane				course.xml	f	NULL	1961	m	NULL	1	US	NULL	NULL
42009	2009	June Okafor				course.xml	f	NULL	1964	el	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	US	NULL	NULL
42012	2012	Ravi Iyer				course.xml	m	NULL	1967	a		1	IN	NULL	NULL
42015	2015	João Leão				course.xml	o	NULL	1970	hs	Twenty years after school:\nI want to know it at last.	1	BR	NULL	NULL
42018	2018	June Fisher				course.xml	m	NULL	NULL	other	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	US	NULL	NULL
42021	2021	June Fisher				course.xml		NULL	1976	b	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	US	NULL	NULL
42024	2024	健 小林				course.xml	m	NULL	NULL	other		1	JP	NULL	NULL
42030	2030	Анна Белов				course.xml	m	NULL	1985	hs	Für die Prüfung 💡	1	RU	NULL	NULL
42033	2033	Caê Rocha				course.xml	f	NULL	1988	hs		1	BR	NULL	NULL
42036	2036	Jürgen Weiß				course.xml	m	NULL	1991	m	Twenty years after school:\nI want to know it at last.	1	DE	NULL	NULL
42039	2039	Miles Brooks				course.xml		NULL	1994	b	For my work.	1	US	NULL	NULL
42042	2042	Luz Araya				course.xml	m	NULL	1997	b		1	CL	NULL	NULL
42045	2045	Ada Fisher				course.xml	m	NULL	2000	hs	For my work.	1	US	NULL	NULL
42051	2051	José Pérez				course.xml	f	NULL	1956	m	Für die Prüfung 💡	1	CL	NULL	NULL
42054	2054	Zoé Lefèvre				course.xml	NULL	NULL	1959	b	NULL	1	FR	NULL	NULL
42060	2060	Walter Reed				course.xml	m	NULL	NULL	a	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	US	NULL	NULL
42072	2072	June Fisher				course.xml	f	NULL	1977	a	For my work.	1	US	NULL	NULL
42075	2075	Ada Brooks				course.xml		NULL	1980	b	For my work.	1	US	NULL	NULL
42078	2078	Hazel Brooks				course.xml	f	NULL	1983	b	Twenty years after school:\nI want to know it at last.	1	US	NULL	NULL
42081	2081	José Ibáñez				course.xml	f	NULL	1986	m	For my work.	1	CL	NULL	NULL
42084	2084	Rupert Rao				course.xml	m	NULL	1989	b	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	GB	NULL	NULL
42087	2087	Иван Орлова				course.xml		NULL	1992	m	Für die Prüfung 💡	1	RU	NULL	NULL
42090	2090	Walter Lane				course.xml	m	NULL	1995	hs	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	US	NULL	NULL
42093	2093	Zoé Béranger				course.xml	o	NULL	1998	NULL	For my work.	1	FR	NULL	NULL
42105	2105	Lívia Gonçalves				course.xml	m	NULL	1960	b		1	NULL	NULL	NULL
42108	2108	Omar Haddad				course.xml	m	NULL	1963	m		1	EG	NULL	NULL
42114	2114	José Pérez				course.xml	f	NULL	1969	p	Für die Prüfung 💡	1	CL	NULL	NULL
42135	2135	Walter Lane				course.xml		NULL	1990	b	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	US	NULL	NULL
42138	2138	Inés Araya				course.xml	m	NULL	1993	hs	Twenty years after school:\nI want to know it at last.	1	NULL	NULL	NULL
42141	2141	Zoé Lefèvre				course.xml	m	NULL	1996	b	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	FR	NULL	NULL
42144	2144	Nell Ashdown				course.xml	m	NULL	1999	b		1	GB	NULL	NULL
42153	2153	Inés Pérez				course.xml	o	NULL	1958	m	Für die Prüfung 💡	1	CL	NULL	NULL
42156	2156	Miles Reed				course.xml	NULL	NULL	1961	b	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	US	NULL	NULL
42162	2162	Miles Okafor				course.xml	f	NULL	1967	other		1	US	NULL	NULL
42165	2165	Nell Whitby				course.xml	m	NULL	1970	hs	Für die Prüfung 💡	1	GB	NULL	NULL
42168	2168	Anke Groß				course.xml	f	NULL	1973	p	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	DE	NULL	NULL
42171	2171	Hazel Reed				course.xml	m	NULL	1976	p	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	US	NULL	NULL
42174	2174	Inés Araya				course.xml	f	NULL	NULL	b	For my work.	1	CL	NULL	NULL
44100	4100	मीरा Iyer				course.xml	m	NULL	1955	none	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	IN	NULL	NULL
44103	4103	健 小林				course.xml	NULL	NULL	1958	m	One\ttab, "two" quotes, a back\\slash and l'apostrophe	1	JP	NULL	NULL
44106	4106	Иван Белов				course.xml	f	NULL	1961	hs	Twenty years after school:\nI want to know it at last.	1	RU	NULL	NULL
40011	11	Åsa Lindqvist				course.xml	f	NULL	1966	m	NULL	1	SE	NULL	NULL
40014	14	Marta Ruiz				course.xml	NULL	NULL	1969	m	Für die Prüfung 💡	1	SE	NULL	NULL
40021	21	Kim Berg				course.xml	m	NULL	1976	b	For my work.	1	SE	NULL	NULL
