-- MySQL dump 10.13  Distrib 5.5.46, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: learning-001_anonymized_forum
-- ------------------------------------------------------
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

DROP TABLE IF EXISTS `forum_forums`;
CREATE TABLE `forum_forums` (
  `id` int DEFAULT NULL,
  `parent_id` int DEFAULT NULL,
  `name` varchar(255) DEFAULT NULL,
  `display_order` int DEFAULT NULL,
  `deleted` tinyint DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `forum_forums` WRITE;
INSERT INTO `forum_forums` VALUES
(1,-1,'Forums',1,0),
(2,1,'General discussion',2,0),
(3,1,'Übungen',3,0);
UNLOCK TABLES;

DROP TABLE IF EXISTS `forum_threads`;
CREATE TABLE `forum_threads` (
  `id` int DEFAULT NULL,
  `forum_id` int DEFAULT NULL,
  `user_id` int DEFAULT NULL,
  `posted_time` int DEFAULT NULL,
  `title` text DEFAULT NULL,
  `num_views` int DEFAULT 0,
  `deleted` tinyint DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `forum_threads` WRITE;
INSERT INTO `forum_threads` VALUES
(1,2,2033,1452555675,'Hello from my kitchen table',0,0),
(2,3,2093,1452630917,'Homework, second part',0,0),
(3,2,2105,1452645808,'Video does not load',0,0),
(4,2,2030,1452703929,'¿Alguien de Santiago?',0,0),
(5,3,2111,1452714431,'Übersetzung der Begriffe',0,0),
(6,3,2123,1453046440,'Деление на ноль',0,0),
(7,3,2120,1453061818,'期末試験について',0,0),
(8,3,2000,1453066411,'Typo in the slides',0,0),
(9,2,2126,1453206444,'Deadline',0,0),
(10,2,2030,1453576752,'A longer thought about this chapter',0,0),
(11,3,2117,1453642620,'Hello from my kitchen table',0,0),
(12,2,2021,1453863287,'Homework, second part',0,0),
(13,3,2120,1453985582,'Video does not load',0,0),
(14,3,2030,1454002649,'¿Alguien de Santiago?',0,0),
(15,2,2081,1454195113,'Übersetzung der Begriffe',0,0),
(16,3,2015,1454284671,'Деление на ноль',0,0);
UNLOCK TABLES;

DROP TABLE IF EXISTS `forum_posts`;
CREATE TABLE `forum_posts` (
  `id` int DEFAULT NULL,
  `thread_id` int DEFAULT NULL,
  `user_id` int DEFAULT NULL,
  `post_time` int DEFAULT NULL,
  `deleted` tinyint DEFAULT 0,
  `is_spam` tinyint DEFAULT 0,
  `edit_time` int DEFAULT -1,
  `original` tinyint DEFAULT 0,
  `post_text` text DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `forum_posts` WRITE;
INSERT INTO `forum_posts` VALUES
(1,1,2033,1452555675,0,0,-1,1,'I study in the evenings when the children sleep. Who else?'),
(2,1,2021,1452566810,0,0,-1,0,'Draw it. Really, draw it.'),
(3,2,2093,1452630917,0,0,-1,1,'I get 5.5 every time and the grader says no. What am I missing?'),
(4,3,2105,1452645808,0,0,-1,1,'The player stays black on my phone, the transcript works.'),
(5,4,2030,1452703929,0,0,-1,1,'Busco compañeros para estudiar los domingos. ¡Saludos!'),
(6,1,2036,1452706482,0,0,-1,0,'It helped me to watch the second video again from the middle.'),
(7,5,2111,1452714431,0,0,-1,1,'Wie heißt „spurious“ auf Deutsch? Ich finde nur „Schein-“.'),
(8,1,2063,1452716535,0,0,-1,0,'Midnight UTC, it says so on the course page.'),
(9,4,2039,1452959085,0,0,-1,0,'Same here!'),
(10,1,2108,1452963705,0,0,-1,0,'Look at the definition once more: which rows are left out?'),
(11,1,2084,1452976826,0,0,-1,0,'I had the same wrong answer: mind the units.'),
(12,6,2123,1453046440,0,0,-1,1,'Почему в ответе бесконечность, хотя это ошибка?'),
(13,7,2120,1453061818,0,0,-1,1,'締め切りは日本時間の何時ですか。'),
(14,8,2000,1453066411,0,0,-1,1,'Slide 14 says \"varience\". Small thing, great lecture 👍'),
(15,7,2057,1453066703,0,0,-1,0,'I had the same wrong answer: mind the units.'),
(16,3,2048,1453070646,0,0,-1,0,'Midnight UTC, it says so on the course page.'),
(17,3,2018,1453076353,0,0,-1,0,'Same here!'),
(18,1,2021,1453162926,0,0,-1,0,'Draw it. Really, draw it.'),
(19,9,2126,1453206444,0,0,-1,1,'Is the homework due at midnight UTC or at midnight where I live?'),
(20,3,2081,1453241883,0,0,-1,0,'Same here!'),
(21,3,2015,1453341253,0,0,-1,0,'Same here!'),
(22,10,2030,1453576752,0,0,-1,1,'I tried three ways. First by hand, which took an hour and gave the wrong sign. Then with a spreadsheet, where a cell held text that looked like a number. Then I drew the picture from the lecture and saw it at once. The picture should come first, I think, and the formula as a summary of it, because whoever sees why the formula must look so will not forget it, while those who learn it by heart (me, last week) mix up the squares. Has anyone a second picture, for the case in which the two groups are not of the same size? I would share mine.'),
(23,11,2117,1453642620,0,0,-1,1,'I study in the evenings when the children sleep. Who else?'),
(24,1,2060,1453692858,0,0,-1,0,'¡Gracias por la explicación!'),
(25,12,2021,1453863287,0,0,-1,1,'I get 5.5 every time and the grader says no. What am I missing?'),
(26,1,2099,1453951368,0,0,-1,0,'Same here!'),
(27,13,2120,1453985582,0,0,-1,1,'The player stays black on my phone, the transcript works.'),
(28,14,2030,1454002649,0,0,-1,1,'Busco compañeros para estudiar los domingos. ¡Saludos!'),
(29,4,2054,1454090518,0,0,-1,0,'Midnight UTC, it says so on the course page.'),
(30,1,2000,1454168898,0,0,-1,0,'I had the same wrong answer: mind the units.'),
(31,15,2081,1454195113,0,0,-1,1,'Wie heißt „spurious“ auf Deutsch? Ich finde nur „Schein-“.'),
(32,16,2015,1454284671,0,0,-1,1,'Почему в ответе бесконечность, хотя это ошибка?');
UNLOCK TABLES;

DROP TABLE IF EXISTS `forum_comments`;
CREATE TABLE `forum_comments` (
  `id` int DEFAULT NULL,
  `thread_id` int DEFAULT NULL,
  `user_id` int DEFAULT NULL,
  `post_time` int DEFAULT NULL,
  `deleted` tinyint DEFAULT 0,
  `is_spam` tinyint DEFAULT 0,
  `post_id` int DEFAULT NULL,
  `comment_text` text DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `forum_comments` WRITE;
INSERT INTO `forum_comments` VALUES
(1,2,2096,1452686811,0,0,3,'Same here!'),
(2,1,2063,1452716575,0,0,6,'Midnight UTC, it says so on the course page.'),
(3,1,2084,1452976829,0,0,10,'I had the same wrong answer: mind the units.'),
(4,3,2018,1453076371,0,0,16,'Same here!'),
(5,6,2099,1453088181,0,0,12,'¡Gracias por la explicación!'),
(6,8,2042,1453210034,0,0,14,'Danke, das war\'s!'),
(7,9,2036,1453577429,0,0,19,'Midnight UTC, it says so on the course page.'),
(8,3,2006,1453686835,0,0,20,'I had the same wrong answer: mind the units.'),
(9,1,2060,1453692864,0,0,18,'¡Gracias por la explicación!'),
(10,1,2123,1453816585,0,0,10,'It helped me to watch the second video again from the middle.'),
(11,3,2072,1454032941,1,0,17,'Look at the definition once more: which rows are left out?'),
(12,1,2000,1454168913,0,0,8,'I had the same wrong answer: mind the units.'),
(13,1,2006,1454206251,0,0,10,'I had the same wrong answer: mind the units.'),
(14,16,2018,1454288803,0,0,32,'Same here!');
UNLOCK TABLES;

DROP TABLE IF EXISTS `forum_reputation_record`;
CREATE TABLE `forum_reputation_record` (
  `user_id` int DEFAULT NULL,
  `pc_id` int DEFAULT NULL,
  `type` varchar(8) DEFAULT NULL,
  `direction` tinyint DEFAULT NULL,
  `timestamp` int DEFAULT -1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `forum_reputation_record` WRITE;
INSERT INTO `forum_reputation_record` VALUES
(2021,1,'post',-1,1452566843),
(2096,3,'post',1,1452686811),
(2036,2,'post',-1,1452706517),
(2063,6,'post',-1,1452716575),
(2039,5,'post',1,1452959116),
(2108,8,'post',1,1452963712),
(2084,10,'post',1,1452976829),
(2057,13,'post',1,1453066726),
(2048,4,'post',1,1453070651),
(2018,16,'post',1,1453076371),
(2075,7,'post',1,1453084004),
(2099,12,'post',1,-1),
(2021,2,'post',1,1453162940),
(2042,14,'post',1,1453210034),
(2081,4,'post',1,1453241885),
(2090,5,'post',-1,1453247719),
(2015,17,'post',1,1453341274),
(2012,14,'post',1,1453356043),
(2072,11,'post',-1,1453511505),
(2036,19,'post',-1,1453577429),
(2120,13,'post',1,1453661635),
(2048,17,'post',1,1453677507),
(2006,20,'post',-1,1453686835),
(2060,18,'post',1,-1),
(2084,24,'post',1,1453715343),
(2123,10,'post',1,1453816585),
(2099,8,'post',1,1453951397),
(2072,17,'post',1,1454032941),
(2054,9,'post',1,1454090548),
(2012,12,'post',1,1454157760),
(2000,8,'post',1,1454168913),
(2006,10,'post',1,1454206251),
(2036,18,'post',-1,1454268533),
(2018,32,'post',1,1454288803);
UNLOCK TABLES;

DROP TABLE IF EXISTS `kvs_course.forum_readrecord`;
CREATE TABLE `kvs_course.forum_readrecord` (
  `key` text DEFAULT NULL,
  `value` longtext DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `kvs_course.forum_readrecord` WRITE;
INSERT INTO `kvs_course.forum_readrecord` VALUES
('forum_2.2021','a:1:{i:1;i:1453162926;}'),
('forum_3.2096','a:1:{i:2;i:1452686811;}'),
('forum_2.2036','a:2:{i:1;i:1454268533;i:9;i:1453577429;}'),
('forum_2.2063','a:1:{i:1;i:1452716535;}'),
('forum_2.2039','a:1:{i:4;i:1452959085;}'),
('forum_2.2108','a:1:{i:1;i:1452963705;}'),
('forum_2.2084','a:1:{i:1;i:1453715343;}'),
('forum_3.2057','a:1:{i:7;i:1453066703;}'),
('forum_2.2048','a:1:{i:3;i:1453677507;}'),
('forum_2.2018','a:1:{i:3;i:1453076353;}'),
('forum_3.2075','a:1:{i:5;i:1453084004;}'),
('forum_3.2099','a:1:{i:6;i:1453088181;}'),
('forum_3.2042','a:1:{i:8;i:1453210034;}'),
('forum_2.2081','a:1:{s:4:\"_all\";i:1453241883;}'),
('forum_2.2090','a:1:{i:4;i:1453247719;}'),
('forum_2.2015','a:1:{i:3;i:1453341253;}'),
('forum_3.2012','a:2:{i:8;i:1453356043;i:6;i:1454157760;}'),
('forum_2.2072','a:2:{i:1;i:1453511505;i:3;i:1454032941;}'),
('forum_3.2120','a:1:{i:7;i:1453661635;}'),
('forum_2.2006','a:2:{i:3;i:1453686835;i:1;i:1454206251;}'),
('forum_2.2060','a:1:{i:1;i:1453692858;}'),
('forum_2.2123','a:1:{i:1;i:1453816585;}'),
('forum_2.2099','a:1:{i:1;i:1453951368;}'),
('forum_2.2054','a:1:{s:4:\"_all\";i:1454090518;}'),
('forum_2.2000','a:1:{i:1;i:1454168898;}'),
('forum_3.2018','a:1:{i:16;i:1454288803;}');
UNLOCK TABLES;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;

-- Dump completed
