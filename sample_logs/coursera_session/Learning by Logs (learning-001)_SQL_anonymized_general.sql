-- MySQL dump 10.13  Distrib 5.5.46, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: learning-001_anonymized_general
-- ------------------------------------------------------
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

DROP TABLE IF EXISTS `access_groups`;
CREATE TABLE `access_groups` (
  `id` int DEFAULT NULL,
  `name` varchar(255) DEFAULT NULL,
  `forum_title` varchar(255) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `access_groups` WRITE;
INSERT INTO `access_groups` VALUES
(1,'Administrator',''),
(2,'Instructor',''),
(3,'Teaching Staff',''),
(4,'Student',''),
(5,'Community TA','');
UNLOCK TABLES;

DROP TABLE IF EXISTS `users`;
CREATE TABLE `users` (
  `session_user_id` varchar(160) DEFAULT NULL,
  `access_group_id` int DEFAULT NULL,
  `registration_time` datetime DEFAULT NULL,
  `deleted` tinyint DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `users` WRITE;
INSERT INTO `users` VALUES
('206b7dbda7d65c2fa699e3cc8640933de16a75bc',4,'2016-01-02 06:40:42',0),
('aaff9975c9c2d75330f2ec6d8ca73e156f2d6942',4,'2016-01-06 17:49:25',0),
('9dd34699e0a71033b2d6147b24d398f3fd112eb0',4,'2015-12-26 12:17:44',0),
('71bc59428c4fbe582b2d173580c45a886f5e0bf6',4,'0000-00-00 00:00:00',0),
('93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',4,'2016-01-04 12:50:57',0),
('809eb7b9dd16bf44a557e0c186e7a1fcd9d1ac69',4,'2015-12-24 18:02:51',0),
('3c130db5c6dca194fa116fd1709088484ddf49c6',4,'2016-01-03 03:50:48',0),
('6889eb8b363ecd6abe3ca6659c895d42a082cda8',4,'2016-01-03 23:17:57',0),
('1aa1703dbf0e37080e7b46294a5e829dfd63a82f',4,'2015-12-25 19:01:28',0),
('08c4d11e146aab1295d954596663e276ad9e5bc4',4,'2016-01-09 05:44:52',0),
('e2ff3034ad3d544eea0168d891c28fee7aa52a95',4,'2015-12-31 03:53:15',0),
('951765fe8e3b7059e9d7e367992a731d3ae6ddb4',4,'2015-12-22 09:46:23',0),
('6e921f655f9725a8185091fd4e878bab12d789e1',4,'2015-12-22 23:24:04',0),
('10f37b4f45fae35467019f8b3f7ad60f05071e82',4,'2016-01-06 14:14:38',0),
('66576257e6f4ee0fac46ed90fb3d5a6a397f20cd',4,'2015-12-22 06:00:22',0),
('dba686e8c1a4a6c545de2f62d5c56b793534fbf9',4,'2015-12-30 04:28:42',0),
('b74787ffeba5a08883c3c7eed2e6aebfee5629d6',4,'2016-01-03 16:20:04',0),
('f34e4ca0c86c6d10c14fb982fa8afc397355e419',4,'2015-12-23 16:00:25',0),
('8914709a21a3098743154e4e7c682d33f4c5cc2e',4,'2016-01-09 14:18:50',0),
('465eee5f4c235f1fd0504de62951f75c6f634e30',4,'2016-01-04 23:42:23',0),
('ef67481308b90d7c575f24b474926ae5a23c2f43',4,'2016-01-04 09:56:36',0),
('5cc23427140fc01b09d28e23ae9ae01a95385a19',4,'2016-01-06 04:40:46',0),
('07353608ad404ca6b567b502fdc20c974e03446a',4,'2016-01-10 00:27:31',0),
('17f744b642911ca7da04dc107465a29db319ea9f',4,'2016-01-03 00:28:13',0),
('e0baefe34f576e5745967e9911a85d316a76b796',4,'2015-12-25 04:22:48',0),
('7ef5414b922723219ae697b2ac1d79517e85ccc9',4,'2016-01-06 10:06:35',0),
('5d43703a252573a55a8b7c4af100e1c4fe3ae2cc',4,'2015-12-26 16:28:00',0),
('cbe19f8431b186684c605c439cf3884011e3b506',4,'2015-12-30 17:20:03',0),
('73fb962174e259c78761cb7692c3c21042311518',4,'2015-12-26 02:18:52',0),
('14aa0ed4db216c809c15f92de61abee17cbd8476',4,'2016-01-03 08:45:17',0),
('50a2f65436935721cd87886d011bfecfad6f3829',4,'2015-12-30 01:03:37',0),
('86bdad492860926d52f8f7a775c2cc5c581e3516',4,'2016-01-03 23:26:24',0),
('1ebb8a2a02ce45a161eaefdc0963ec350e92890a',4,'2016-01-08 23:06:06',0),
('2e7d4d787a25bbce34aa235634ed8867e0ee62c5',4,'2015-12-28 19:10:27',0),
('f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',4,'2015-12-25 14:24:00',0),
('6afb321508f10d2f97bc324721855234847e0259',4,'2016-01-01 09:19:13',0),
('67f99e77532a34fd87d3d0d66a1588f9bcf40d4b',4,'2016-01-08 05:36:37',0),
('999638c3e04bf7f3b38212e8d3de07879ad97736',4,'2015-12-30 18:29:38',0),
('d2593bba4abf50ef684b9c11aad10756ab66e5cb',4,'2016-01-10 12:44:58',0),
('a4d2f08fc04cbc325b578c67a5d93c17f41faf29',2,'2016-01-06 14:26:55',0),
('5c1c2024be29504325996e78c53d15c56053ca67',5,'2016-01-05 00:31:53',0),
('abbe5feac6d6c87fe482ac9842fba38c76ae9846',4,'2015-12-24 23:25:36',0);
UNLOCK TABLES;

DROP TABLE IF EXISTS `course_grades`;
CREATE TABLE `course_grades` (
  `id` int DEFAULT NULL,
  `session_user_id` varchar(160) DEFAULT NULL,
  `normal_grade` float DEFAULT NULL,
  `achievement_level` varchar(16) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `course_grades` WRITE;
INSERT INTO `course_grades` VALUES
(1,'206b7dbda7d65c2fa699e3cc8640933de16a75bc',0.0,'none'),
(2,'aaff9975c9c2d75330f2ec6d8ca73e156f2d6942',30.555555555555557,'none'),
(3,'9dd34699e0a71033b2d6147b24d398f3fd112eb0',41.666666666666664,'none'),
(4,'c55f47f981686c5d928c4bbf5dc62a67440bf1ca',NULL,'none'),
(5,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',47.22222222222222,'none'),
(6,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',80.55555555555556,'normal'),
(7,'809eb7b9dd16bf44a557e0c186e7a1fcd9d1ac69',33.333333333333336,'none'),
(8,'3c130db5c6dca194fa116fd1709088484ddf49c6',33.333333333333336,'none'),
(9,'6889eb8b363ecd6abe3ca6659c895d42a082cda8',NULL,'none'),
(10,'1aa1703dbf0e37080e7b46294a5e829dfd63a82f',30.555555555555557,'none'),
(11,'08c4d11e146aab1295d954596663e276ad9e5bc4',72.22222222222223,'normal'),
(12,'e2ff3034ad3d544eea0168d891c28fee7aa52a95',NULL,'none'),
(13,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',88.88888888888889,'normal'),
(14,'6e921f655f9725a8185091fd4e878bab12d789e1',50.0,'none'),
(15,'10f37b4f45fae35467019f8b3f7ad60f05071e82',25.0,'none'),
(16,'66576257e6f4ee0fac46ed90fb3d5a6a397f20cd',NULL,'none'),
(17,'dba686e8c1a4a6c545de2f62d5c56b793534fbf9',NULL,'none'),
(18,'b74787ffeba5a08883c3c7eed2e6aebfee5629d6',30.555555555555557,'none'),
(19,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',97.22222222222223,'normal'),
(20,'8914709a21a3098743154e4e7c682d33f4c5cc2e',30.555555555555557,'none'),
(21,'465eee5f4c235f1fd0504de62951f75c6f634e30',66.66666666666667,'normal'),
(22,'ef67481308b90d7c575f24b474926ae5a23c2f43',30.555555555555557,'none'),
(23,'5cc23427140fc01b09d28e23ae9ae01a95385a19',36.111111111111114,'none'),
(24,'07353608ad404ca6b567b502fdc20c974e03446a',NULL,'none'),
(25,'17f744b642911ca7da04dc107465a29db319ea9f',69.44444444444444,'normal'),
(26,'e0baefe34f576e5745967e9911a85d316a76b796',61.111111111111114,'normal'),
(27,'7ef5414b922723219ae697b2ac1d79517e85ccc9',63.888888888888886,'normal'),
(28,'5d43703a252573a55a8b7c4af100e1c4fe3ae2cc',55.55555555555556,'none'),
(29,'cbe19f8431b186684c605c439cf3884011e3b506',19.444444444444443,'none'),
(30,'73fb962174e259c78761cb7692c3c21042311518',NULL,'none'),
(31,'14aa0ed4db216c809c15f92de61abee17cbd8476',22.22222222222222,'none'),
(32,'50a2f65436935721cd87886d011bfecfad6f3829',13.88888888888889,'none'),
(33,'86bdad492860926d52f8f7a775c2cc5c581e3516',30.555555555555557,'none'),
(34,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',83.33333333333333,'normal'),
(35,'2e7d4d787a25bbce34aa235634ed8867e0ee62c5',33.333333333333336,'none'),
(36,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',86.11111111111111,'normal'),
(37,'6afb321508f10d2f97bc324721855234847e0259',19.444444444444443,'none'),
(38,'67f99e77532a34fd87d3d0d66a1588f9bcf40d4b',16.666666666666668,'none'),
(39,'999638c3e04bf7f3b38212e8d3de07879ad97736',NULL,'none'),
(40,'d2593bba4abf50ef684b9c11aad10756ab66e5cb',19.444444444444443,'none'),
(41,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',63.888888888888886,'normal');
UNLOCK TABLES;

DROP TABLE IF EXISTS `sections`;
CREATE TABLE `sections` (
  `id` int DEFAULT NULL,
  `title` varchar(255) DEFAULT NULL,
  `display_order` int DEFAULT NULL,
  `visible_date` int DEFAULT -1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `sections` WRITE;
INSERT INTO `sections` VALUES
(1,'Pictures of data',1,-1),
(2,'Probability',2,-1),
(3,'Random variables',3,-1);
UNLOCK TABLES;

DROP TABLE IF EXISTS `items_sections`;
CREATE TABLE `items_sections` (
  `item_type` varchar(16) DEFAULT NULL,
  `item_id` varchar(128) DEFAULT NULL,
  `section_id` int DEFAULT NULL,
  `order` int DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `items_sections` WRITE;
INSERT INTO `items_sections` VALUES
('lecture','1',1,0),
('lecture','2',1,1),
('quiz','1',1,2),
('lecture','3',2,3),
('lecture','4',2,4),
('quiz','2',2,5),
('lecture','5',3,6),
('lecture','6',3,7),
('quiz','3',3,8),
('quiz','4',1,9),
('assignment','1',2,10);
UNLOCK TABLES;

DROP TABLE IF EXISTS `lecture_metadata`;
CREATE TABLE `lecture_metadata` (
  `id` int DEFAULT NULL,
  `parent_id` int DEFAULT -1,
  `title` varchar(255) DEFAULT NULL,
  `open_time` int DEFAULT NULL,
  `soft_close_time` int DEFAULT NULL,
  `hard_close_time` int DEFAULT NULL,
  `maximum_submissions` int DEFAULT 100,
  `deleted` tinyint DEFAULT 0,
  `source_video` varchar(255) DEFAULT NULL,
  `video_length` float DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `lecture_metadata` WRITE;
INSERT INTO `lecture_metadata` VALUES
(1,-1,'What is a distribution?',1452470400,1453075200,-1,100,0,NULL,312.4),
(2,-1,'Histograms and box plots',1452470400,1453075200,-1,100,0,NULL,433.07),
(3,-1,'Chance and counting',1453075200,1453680000,-1,100,0,NULL,405.9),
(4,-1,'Conditional probability',1453075200,1453680000,-1,100,0,NULL,521.3),
(5,-1,'Expected value',1453680000,1454284800,-1,100,0,NULL,388.0),
(6,-1,'Variance, slowly',1453680000,1454284800,-1,100,0,NULL,612.75);
UNLOCK TABLES;

DROP TABLE IF EXISTS `lecture_submission_metadata`;
CREATE TABLE `lecture_submission_metadata` (
  `id` int DEFAULT NULL,
  `item_id` int DEFAULT NULL,
  `session_user_id` varchar(160) DEFAULT NULL,
  `submission_time` int DEFAULT NULL,
  `submission_number` int DEFAULT 1,
  `raw_score` float DEFAULT NULL,
  `action` varchar(8) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `lecture_submission_metadata` WRITE;
INSERT INTO `lecture_submission_metadata` VALUES
(1,2,'e2ff3034ad3d544eea0168d891c28fee7aa52a95',1452555165,1,NULL,'view'),
(2,1,'14aa0ed4db216c809c15f92de61abee17cbd8476',1452558381,1,NULL,'view'),
(3,1,'465eee5f4c235f1fd0504de62951f75c6f634e30',1452558753,1,NULL,'download'),
(4,2,'73fb962174e259c78761cb7692c3c21042311518',1452612526,1,NULL,'view'),
(5,1,'aaff9975c9c2d75330f2ec6d8ca73e156f2d6942',1452616007,1,NULL,'view'),
(6,2,'aaff9975c9c2d75330f2ec6d8ca73e156f2d6942',1452616232,1,NULL,'view'),
(7,1,'50a2f65436935721cd87886d011bfecfad6f3829',1452628405,1,NULL,'view'),
(8,2,'50a2f65436935721cd87886d011bfecfad6f3829',1452628776,1,NULL,'view'),
(9,1,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',1452644502,1,NULL,'view'),
(10,2,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',1452644878,1,NULL,'view'),
(11,1,'86bdad492860926d52f8f7a775c2cc5c581e3516',1452685439,1,NULL,'view'),
(12,2,'86bdad492860926d52f8f7a775c2cc5c581e3516',1452685783,1,NULL,'view'),
(13,1,'08c4d11e146aab1295d954596663e276ad9e5bc4',1452702061,1,NULL,'view'),
(14,2,'08c4d11e146aab1295d954596663e276ad9e5bc4',1452702433,1,NULL,'view'),
(15,1,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',1452705096,1,NULL,'view'),
(16,1,'67f99e77532a34fd87d3d0d66a1588f9bcf40d4b',1452714064,1,NULL,'view'),
(17,1,'ef67481308b90d7c575f24b474926ae5a23c2f43',1452715223,1,NULL,'view'),
(18,2,'9dd34699e0a71033b2d6147b24d398f3fd112eb0',1452793375,1,NULL,'view'),
(19,2,'1aa1703dbf0e37080e7b46294a5e829dfd63a82f',1452804402,1,NULL,'download'),
(20,1,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1452867959,1,NULL,'view'),
(21,2,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1452868301,1,NULL,'view'),
(22,1,'7ef5414b922723219ae697b2ac1d79517e85ccc9',1452880439,1,NULL,'view'),
(23,2,'7ef5414b922723219ae697b2ac1d79517e85ccc9',1452880677,1,NULL,'view'),
(24,1,'6e921f655f9725a8185091fd4e878bab12d789e1',1452957705,1,NULL,'view'),
(25,2,'6e921f655f9725a8185091fd4e878bab12d789e1',1452958041,1,NULL,'view'),
(26,2,'d2593bba4abf50ef684b9c11aad10756ab66e5cb',1452958903,1,NULL,'view'),
(27,1,'6afb321508f10d2f97bc324721855234847e0259',1452962606,1,NULL,'view'),
(28,2,'5d43703a252573a55a8b7c4af100e1c4fe3ae2cc',1452973464,1,NULL,'view'),
(29,1,'cbe19f8431b186684c605c439cf3884011e3b506',1452974994,1,NULL,'view'),
(30,2,'cbe19f8431b186684c605c439cf3884011e3b506',1452975331,1,NULL,'view'),
(31,2,'66576257e6f4ee0fac46ed90fb3d5a6a397f20cd',1452992494,1,NULL,'view'),
(32,1,'5c1c2024be29504325996e78c53d15c56053ca67',1453045383,1,NULL,'view'),
(33,2,'5c1c2024be29504325996e78c53d15c56053ca67',1453045726,1,NULL,'view'),
(34,1,'10f37b4f45fae35467019f8b3f7ad60f05071e82',1453053028,1,NULL,'view'),
(35,2,'10f37b4f45fae35467019f8b3f7ad60f05071e82',1453053348,1,NULL,'view'),
(36,1,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453059599,1,NULL,'view'),
(37,2,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453059970,1,NULL,'view'),
(38,2,'206b7dbda7d65c2fa699e3cc8640933de16a75bc',1453065167,1,NULL,'view'),
(39,1,'8914709a21a3098743154e4e7c682d33f4c5cc2e',1453065233,1,NULL,'view'),
(40,1,'dba686e8c1a4a6c545de2f62d5c56b793534fbf9',1453069799,1,NULL,'view'),
(41,2,'dba686e8c1a4a6c545de2f62d5c56b793534fbf9',1453070129,1,NULL,'view'),
(42,2,'809eb7b9dd16bf44a557e0c186e7a1fcd9d1ac69',1453075977,1,NULL,'view'),
(43,1,'e0baefe34f576e5745967e9911a85d316a76b796',1453083147,1,NULL,'view'),
(44,1,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',1453086314,1,NULL,'view'),
(45,2,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',1453086716,1,NULL,'view'),
(46,3,'67f99e77532a34fd87d3d0d66a1588f9bcf40d4b',1453139733,1,NULL,'view'),
(47,4,'67f99e77532a34fd87d3d0d66a1588f9bcf40d4b',1453140200,1,NULL,'view'),
(48,3,'3c130db5c6dca194fa116fd1709088484ddf49c6',1453160397,1,NULL,'view'),
(49,4,'3c130db5c6dca194fa116fd1709088484ddf49c6',1453160833,1,NULL,'view'),
(50,3,'17f744b642911ca7da04dc107465a29db319ea9f',1453166336,1,NULL,'view'),
(51,4,'17f744b642911ca7da04dc107465a29db319ea9f',1453166757,1,NULL,'view'),
(52,1,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',1453204392,1,NULL,'view'),
(53,2,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',1453204785,1,NULL,'view'),
(54,3,'10f37b4f45fae35467019f8b3f7ad60f05071e82',1453209402,1,NULL,'view'),
(55,4,'10f37b4f45fae35467019f8b3f7ad60f05071e82',1453209824,1,NULL,'view'),
(56,4,'5d43703a252573a55a8b7c4af100e1c4fe3ae2cc',1453240274,1,NULL,'view'),
(57,3,'14aa0ed4db216c809c15f92de61abee17cbd8476',1453246003,1,NULL,'view'),
(58,4,'14aa0ed4db216c809c15f92de61abee17cbd8476',1453246260,1,NULL,'view'),
(59,3,'6e921f655f9725a8185091fd4e878bab12d789e1',1453252855,1,NULL,'download'),
(60,1,'2e7d4d787a25bbce34aa235634ed8867e0ee62c5',1453302483,1,NULL,'view'),
(61,2,'2e7d4d787a25bbce34aa235634ed8867e0ee62c5',1453302890,1,NULL,'view'),
(62,3,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',1453325956,1,NULL,'view'),
(63,4,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',1453326090,1,NULL,'view'),
(64,1,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1453339659,1,NULL,'view'),
(65,2,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1453339773,1,NULL,'view'),
(66,3,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1453352245,1,NULL,'view'),
(67,4,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1453352766,1,NULL,'view'),
(68,2,'5cc23427140fc01b09d28e23ae9ae01a95385a19',1453453268,1,NULL,'view'),
(69,3,'cbe19f8431b186684c605c439cf3884011e3b506',1453461726,1,NULL,'view'),
(70,4,'cbe19f8431b186684c605c439cf3884011e3b506',1453462206,1,NULL,'view'),
(71,3,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',1453491926,1,NULL,'view'),
(72,4,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',1453492199,1,NULL,'view'),
(73,3,'e2ff3034ad3d544eea0168d891c28fee7aa52a95',1453503993,1,NULL,'view'),
(74,4,'e2ff3034ad3d544eea0168d891c28fee7aa52a95',1453504425,1,NULL,'view'),
(75,1,'17f744b642911ca7da04dc107465a29db319ea9f',1453509944,1,NULL,'download'),
(76,2,'17f744b642911ca7da04dc107465a29db319ea9f',1453509946,1,NULL,'download'),
(77,3,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',1453514117,1,NULL,'view'),
(78,4,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',1453514569,1,NULL,'view'),
(79,3,'08c4d11e146aab1295d954596663e276ad9e5bc4',1453574395,1,NULL,'view'),
(80,4,'08c4d11e146aab1295d954596663e276ad9e5bc4',1453574846,1,NULL,'view'),
(81,3,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',1453576294,1,NULL,'view'),
(82,4,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',1453576729,1,NULL,'view'),
(83,3,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',1453599186,1,NULL,'view'),
(84,3,'d2593bba4abf50ef684b9c11aad10756ab66e5cb',1453640876,1,NULL,'view'),
(85,4,'d2593bba4abf50ef684b9c11aad10756ab66e5cb',1453641309,1,NULL,'view'),
(86,4,'206b7dbda7d65c2fa699e3cc8640933de16a75bc',1453647677,1,NULL,'download'),
(87,3,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453660167,1,NULL,'view'),
(88,4,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453660601,1,NULL,'view'),
(89,3,'dba686e8c1a4a6c545de2f62d5c56b793534fbf9',1453676290,1,NULL,'view'),
(90,4,'dba686e8c1a4a6c545de2f62d5c56b793534fbf9',1453676730,1,NULL,'view'),
(91,4,'809eb7b9dd16bf44a557e0c186e7a1fcd9d1ac69',1453676577,1,NULL,'view'),
(92,3,'5c1c2024be29504325996e78c53d15c56053ca67',1453684511,1,NULL,'view'),
(93,4,'5c1c2024be29504325996e78c53d15c56053ca67',1453684988,1,NULL,'view'),
(94,3,'9dd34699e0a71033b2d6147b24d398f3fd112eb0',1453685572,1,NULL,'view'),
(95,3,'465eee5f4c235f1fd0504de62951f75c6f634e30',1453689250,1,NULL,'download'),
(96,4,'465eee5f4c235f1fd0504de62951f75c6f634e30',1453689271,1,NULL,'view'),
(97,5,'cbe19f8431b186684c605c439cf3884011e3b506',1453715168,1,NULL,'view'),
(98,5,'14aa0ed4db216c809c15f92de61abee17cbd8476',1453762953,1,NULL,'download'),
(99,6,'14aa0ed4db216c809c15f92de61abee17cbd8476',1453762962,1,NULL,'download'),
(100,3,'5cc23427140fc01b09d28e23ae9ae01a95385a19',1453802810,1,NULL,'view'),
(101,4,'5cc23427140fc01b09d28e23ae9ae01a95385a19',1453803248,1,NULL,'view'),
(102,5,'5c1c2024be29504325996e78c53d15c56053ca67',1453814462,1,NULL,'view'),
(103,6,'5c1c2024be29504325996e78c53d15c56053ca67',1453814915,1,NULL,'view'),
(104,6,'3c130db5c6dca194fa116fd1709088484ddf49c6',1453863203,1,NULL,'download'),
(105,5,'d2593bba4abf50ef684b9c11aad10756ab66e5cb',1453913884,1,NULL,'view'),
(106,6,'d2593bba4abf50ef684b9c11aad10756ab66e5cb',1453914288,1,NULL,'view'),
(107,5,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',1453950009,1,NULL,'view'),
(108,6,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',1453950283,1,NULL,'view'),
(109,5,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453984951,1,NULL,'view'),
(110,6,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453985359,1,NULL,'download'),
(111,5,'08c4d11e146aab1295d954596663e276ad9e5bc4',1454000491,1,NULL,'view'),
(112,6,'08c4d11e146aab1295d954596663e276ad9e5bc4',1454001005,1,NULL,'view'),
(113,5,'465eee5f4c235f1fd0504de62951f75c6f634e30',1454030689,1,NULL,'view'),
(114,6,'465eee5f4c235f1fd0504de62951f75c6f634e30',1454030821,1,NULL,'view'),
(115,6,'e0baefe34f576e5745967e9911a85d316a76b796',1454033653,1,NULL,'view'),
(116,5,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',1454089750,1,NULL,'view'),
(117,5,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',1454102227,1,NULL,'view'),
(118,6,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',1454102678,1,NULL,'download'),
(119,3,'7ef5414b922723219ae697b2ac1d79517e85ccc9',1454120599,1,NULL,'view'),
(120,4,'7ef5414b922723219ae697b2ac1d79517e85ccc9',1454121018,1,NULL,'view'),
(121,5,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1454157421,1,NULL,'download'),
(122,6,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1454157451,1,NULL,'download'),
(123,5,'206b7dbda7d65c2fa699e3cc8640933de16a75bc',1454168154,1,NULL,'view'),
(124,6,'206b7dbda7d65c2fa699e3cc8640933de16a75bc',1454168644,1,NULL,'view'),
(125,3,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1454191969,1,NULL,'view'),
(126,4,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1454192405,1,NULL,'view'),
(127,5,'5d43703a252573a55a8b7c4af100e1c4fe3ae2cc',1454193331,1,NULL,'view'),
(128,6,'5d43703a252573a55a8b7c4af100e1c4fe3ae2cc',1454193741,1,NULL,'view'),
(129,5,'9dd34699e0a71033b2d6147b24d398f3fd112eb0',1454203993,1,NULL,'view'),
(130,5,'7ef5414b922723219ae697b2ac1d79517e85ccc9',1454205139,1,NULL,'view'),
(131,6,'7ef5414b922723219ae697b2ac1d79517e85ccc9',1454205644,1,NULL,'view'),
(132,4,'e0baefe34f576e5745967e9911a85d316a76b796',1454206163,1,NULL,'view'),
(133,5,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',1454232331,1,NULL,'view'),
(134,6,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',1454232766,1,NULL,'view'),
(135,5,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',1454267874,1,NULL,'download'),
(136,6,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1454283798,1,NULL,'view'),
(137,5,'809eb7b9dd16bf44a557e0c186e7a1fcd9d1ac69',1454287566,1,NULL,'view'),
(138,6,'809eb7b9dd16bf44a557e0c186e7a1fcd9d1ac69',1454287958,1,NULL,'view');
UNLOCK TABLES;

DROP TABLE IF EXISTS `quiz_metadata`;
CREATE TABLE `quiz_metadata` (
  `id` int DEFAULT NULL,
  `parent_id` int DEFAULT -1,
  `title` varchar(255) DEFAULT NULL,
  `open_time` int DEFAULT NULL,
  `soft_close_time` int DEFAULT NULL,
  `hard_close_time` int DEFAULT NULL,
  `maximum_submissions` int DEFAULT 100,
  `deleted` tinyint DEFAULT 0,
  `quiz_type` varchar(16) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `quiz_metadata` WRITE;
INSERT INTO `quiz_metadata` VALUES
(1,-1,'Quiz 1 & answers',1452470400,1453075200,1453680000,100,0,'quiz'),
(2,-1,'Quiz 2 & answers',1453075200,1453680000,1454284800,100,0,'quiz'),
(3,-1,'Quiz 3 & answers',1453680000,1454284800,1454889600,100,0,'quiz'),
(4,-1,'Before we start',1452470400,1453075200,1453680000,100,0,'survey'),
(5,1,'Quiz 1, to be',NULL,NULL,NULL,100,0,'quiz');
UNLOCK TABLES;

DROP TABLE IF EXISTS `quiz_submission_metadata`;
CREATE TABLE `quiz_submission_metadata` (
  `id` int DEFAULT NULL,
  `item_id` int DEFAULT NULL,
  `session_user_id` varchar(160) DEFAULT NULL,
  `submission_time` int DEFAULT NULL,
  `submission_number` int DEFAULT 1,
  `raw_score` float DEFAULT NULL,
  `grading_error` tinyint DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `quiz_submission_metadata` WRITE;
INSERT INTO `quiz_submission_metadata` VALUES
(1,1,'3c130db5c6dca194fa116fd1709088484ddf49c6',1452566785,1,3.0,0),
(2,1,'aaff9975c9c2d75330f2ec6d8ca73e156f2d6942',1452617554,1,2.75,0),
(3,4,'50a2f65436935721cd87886d011bfecfad6f3829',1452629713,1,NULL,0),
(4,1,'50a2f65436935721cd87886d011bfecfad6f3829',1452629963,1,0.5,0),
(5,1,'50a2f65436935721cd87886d011bfecfad6f3829',1452630884,1,1.25,0),
(6,4,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',1452645453,1,NULL,0),
(7,1,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',1452645677,1,2.75,0),
(8,1,'86bdad492860926d52f8f7a775c2cc5c581e3516',1452686604,1,0.5,0),
(9,1,'86bdad492860926d52f8f7a775c2cc5c581e3516',1452686779,1,2.75,0),
(10,1,'08c4d11e146aab1295d954596663e276ad9e5bc4',1452703885,1,2.25,0),
(11,4,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',1452706105,1,NULL,0),
(12,1,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',1452706439,1,2.0,0),
(13,4,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',1452706239,1,NULL,0),
(14,1,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',1452706966,1,2.75,0),
(15,1,'67f99e77532a34fd87d3d0d66a1588f9bcf40d4b',1452714358,1,1.5,0),
(16,4,'ef67481308b90d7c575f24b474926ae5a23c2f43',1452715748,1,NULL,0),
(17,1,'ef67481308b90d7c575f24b474926ae5a23c2f43',1452716451,1,2.75,0),
(18,4,'1aa1703dbf0e37080e7b46294a5e829dfd63a82f',1452804722,1,NULL,0),
(19,1,'1aa1703dbf0e37080e7b46294a5e829dfd63a82f',1452804968,1,2.75,0),
(20,4,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1452868960,1,NULL,0),
(21,1,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1452869806,1,2.0,0),
(22,1,'7ef5414b922723219ae697b2ac1d79517e85ccc9',1452881530,1,1.25,0),
(23,1,'7ef5414b922723219ae697b2ac1d79517e85ccc9',1452882062,1,1.25,0),
(24,4,'6e921f655f9725a8185091fd4e878bab12d789e1',1452958926,1,NULL,0),
(25,1,'6e921f655f9725a8185091fd4e878bab12d789e1',1452959042,1,2.5,0),
(26,1,'d2593bba4abf50ef684b9c11aad10756ab66e5cb',1452959942,1,1.0,0),
(27,1,'d2593bba4abf50ef684b9c11aad10756ab66e5cb',1452960519,1,1.75,0),
(28,1,'6afb321508f10d2f97bc324721855234847e0259',1452963657,1,1.75,0),
(29,4,'cbe19f8431b186684c605c439cf3884011e3b506',1452975812,1,NULL,0),
(30,1,'cbe19f8431b186684c605c439cf3884011e3b506',1452976793,1,1.75,0),
(31,1,'5c1c2024be29504325996e78c53d15c56053ca67',1453046341,1,2.75,0),
(32,4,'10f37b4f45fae35467019f8b3f7ad60f05071e82',1453054134,1,NULL,0),
(33,1,'10f37b4f45fae35467019f8b3f7ad60f05071e82',1453054523,1,2.25,0),
(34,4,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453061133,1,NULL,0),
(35,1,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453061748,1,3.0,0),
(36,1,'b74787ffeba5a08883c3c7eed2e6aebfee5629d6',1453065275,1,2.75,0),
(37,4,'206b7dbda7d65c2fa699e3cc8640933de16a75bc',1453066350,1,NULL,0),
(38,4,'8914709a21a3098743154e4e7c682d33f4c5cc2e',1453065916,1,NULL,0),
(39,1,'8914709a21a3098743154e4e7c682d33f4c5cc2e',1453066620,1,2.75,0),
(40,1,'e0baefe34f576e5745967e9911a85d316a76b796',1453083927,1,2.5,0),
(41,1,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',1453088118,1,2.75,0),
(42,2,'17f744b642911ca7da04dc107465a29db319ea9f',1453167757,1,1.0,0),
(43,4,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',1453206032,1,NULL,0),
(44,1,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',1453206354,1,2.75,0),
(45,2,'5d43703a252573a55a8b7c4af100e1c4fe3ae2cc',1453241773,1,3.0,0),
(46,2,'14aa0ed4db216c809c15f92de61abee17cbd8476',1453247603,1,2.0,0),
(47,2,'6e921f655f9725a8185091fd4e878bab12d789e1',1453253504,1,2.0,0),
(48,1,'2e7d4d787a25bbce34aa235634ed8867e0ee62c5',1453303714,1,3.0,0),
(49,2,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',1453327225,1,2.0,0),
(50,1,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1453340609,1,1.5,0),
(51,1,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1453341198,1,2.25,0),
(52,1,'5cc23427140fc01b09d28e23ae9ae01a95385a19',1453454378,1,1.25,0),
(53,2,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',1453492935,1,3.0,0),
(54,1,'17f744b642911ca7da04dc107465a29db319ea9f',1453510804,1,0.25,0),
(55,1,'17f744b642911ca7da04dc107465a29db319ea9f',1453511474,1,2.75,0),
(56,2,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',1453515872,1,3.0,0),
(57,2,'08c4d11e146aab1295d954596663e276ad9e5bc4',1453575756,1,3.0,0),
(58,2,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',1453577371,1,3.0,0),
(59,2,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',1453599620,1,0.0,0),
(60,2,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',1453599842,1,3.0,0),
(61,2,'d2593bba4abf50ef684b9c11aad10756ab66e5cb',1453642550,1,0.0,0),
(62,2,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453661574,1,2.0,0),
(63,2,'809eb7b9dd16bf44a557e0c186e7a1fcd9d1ac69',1453677914,1,3.0,0),
(64,2,'9dd34699e0a71033b2d6147b24d398f3fd112eb0',1453686779,1,2.0,0),
(65,2,'465eee5f4c235f1fd0504de62951f75c6f634e30',1453690499,1,3.0,0),
(66,2,'5cc23427140fc01b09d28e23ae9ae01a95385a19',1453804663,1,2.0,0),
(67,3,'5c1c2024be29504325996e78c53d15c56053ca67',1453815832,1,1.75,0),
(68,3,'5c1c2024be29504325996e78c53d15c56053ca67',1453816532,1,2.75,0),
(69,3,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',1453951069,1,1.25,0),
(70,3,'1ebb8a2a02ce45a161eaefdc0963ec350e92890a',1453951329,1,1.75,0),
(71,3,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453985532,1,3.0,0),
(72,3,'08c4d11e146aab1295d954596663e276ad9e5bc4',1454002544,1,1.25,0),
(73,3,'465eee5f4c235f1fd0504de62951f75c6f634e30',1454032344,1,3.0,0),
(74,3,'17f744b642911ca7da04dc107465a29db319ea9f',1454032861,1,2.5,0),
(75,3,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',1454090458,1,3.0,0),
(76,3,'f6bcfa7ae721b608fd6b2e248100f7d5b8f177c2',1454103544,1,3.0,0),
(77,2,'7ef5414b922723219ae697b2ac1d79517e85ccc9',1454122187,1,3.0,0),
(78,3,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1454157727,1,2.25,0),
(79,2,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1454193391,1,2.0,0),
(80,3,'5d43703a252573a55a8b7c4af100e1c4fe3ae2cc',1454195095,1,2.0,0),
(81,3,'9dd34699e0a71033b2d6147b24d398f3fd112eb0',1454206185,1,1.75,0),
(82,3,'7ef5414b922723219ae697b2ac1d79517e85ccc9',1454206763,1,1.5,0),
(83,2,'e0baefe34f576e5745967e9911a85d316a76b796',1454207002,1,1.0,0),
(84,2,'e0baefe34f576e5745967e9911a85d316a76b796',1454207172,1,3.0,0),
(85,3,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',1454268427,1,3.0,0),
(86,3,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1454284617,1,3.0,0);
UNLOCK TABLES;

DROP TABLE IF EXISTS `assignment_metadata`;
CREATE TABLE `assignment_metadata` (
  `id` int DEFAULT NULL,
  `parent_id` int DEFAULT -1,
  `title` varchar(255) DEFAULT NULL,
  `open_time` int DEFAULT NULL,
  `soft_close_time` int DEFAULT NULL,
  `hard_close_time` int DEFAULT NULL,
  `maximum_submissions` int DEFAULT 100,
  `deleted` tinyint DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `assignment_metadata` WRITE;
INSERT INTO `assignment_metadata` VALUES
(1,-1,'Draw it, really',1453075200,1453680000,1454284800,100,0);
UNLOCK TABLES;

DROP TABLE IF EXISTS `assignment_part_metadata`;
CREATE TABLE `assignment_part_metadata` (
  `id` int DEFAULT NULL,
  `assignment_id` int DEFAULT NULL,
  `part_order` int DEFAULT NULL,
  `maximum_score` int DEFAULT NULL,
  `title` varchar(255) DEFAULT NULL,
  `deleted` tinyint DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `assignment_part_metadata` WRITE;
INSERT INTO `assignment_part_metadata` VALUES
(1,1,1,10,'Part 1',0),
(2,1,2,10,'Part 2',0);
UNLOCK TABLES;

DROP TABLE IF EXISTS `assignment_submission_metadata`;
CREATE TABLE `assignment_submission_metadata` (
  `id` int DEFAULT NULL,
  `item_id` int DEFAULT NULL,
  `session_user_id` varchar(160) DEFAULT NULL,
  `submission_time` int DEFAULT NULL,
  `submission_number` int DEFAULT 1,
  `raw_score` float DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `assignment_submission_metadata` WRITE;
INSERT INTO `assignment_submission_metadata` VALUES
(1,1,'67f99e77532a34fd87d3d0d66a1588f9bcf40d4b',1453141686,1,0),
(2,2,'67f99e77532a34fd87d3d0d66a1588f9bcf40d4b',1453143145,1,0),
(3,1,'3c130db5c6dca194fa116fd1709088484ddf49c6',1453162164,1,0),
(4,2,'3c130db5c6dca194fa116fd1709088484ddf49c6',1453162897,1,10),
(5,1,'17f744b642911ca7da04dc107465a29db319ea9f',1453168608,1,10),
(6,2,'17f744b642911ca7da04dc107465a29db319ea9f',1453169411,1,5),
(7,1,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1453354674,1,10),
(8,2,'71bc59428c4fbe582b2d173580c45a886f5e0bf6',1453355954,1,10),
(9,1,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',1453493480,1,0),
(10,2,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',1453494061,1,0),
(11,1,'e2ff3034ad3d544eea0168d891c28fee7aa52a95',1453505839,1,10),
(12,2,'e2ff3034ad3d544eea0168d891c28fee7aa52a95',1453506803,1,0),
(13,1,'08c4d11e146aab1295d954596663e276ad9e5bc4',1453576275,1,5),
(14,2,'08c4d11e146aab1295d954596663e276ad9e5bc4',1453576720,1,10),
(15,1,'206b7dbda7d65c2fa699e3cc8640933de16a75bc',1453648983,1,10),
(16,2,'206b7dbda7d65c2fa699e3cc8640933de16a75bc',1453650449,1,8),
(17,1,'5c1c2024be29504325996e78c53d15c56053ca67',1453686607,1,0),
(18,2,'5c1c2024be29504325996e78c53d15c56053ca67',1453687372,1,10),
(19,1,'465eee5f4c235f1fd0504de62951f75c6f634e30',1453691711,1,10),
(20,2,'465eee5f4c235f1fd0504de62951f75c6f634e30',1453692804,1,10),
(21,1,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1454194404,1,0),
(22,2,'93abb615b5e71a9c9ffbebcb9535b6de0d8cc652',1454195746,1,5);
UNLOCK TABLES;

DROP TABLE IF EXISTS `wiki_pages`;
CREATE TABLE `wiki_pages` (
  `id` int DEFAULT NULL,
  `canonical_name` varchar(100) DEFAULT NULL,
  `title` text DEFAULT NULL,
  `deleted` tinyint DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `wiki_pages` WRITE;
INSERT INTO `wiki_pages` VALUES
(1,'home','Welcome',0),
(2,'glossary','Glosář «Ω»',0);
UNLOCK TABLES;

DROP TABLE IF EXISTS `wiki_revisions`;
CREATE TABLE `wiki_revisions` (
  `id` int DEFAULT NULL,
  `page_id` int DEFAULT NULL,
  `session_user_id` varchar(160) DEFAULT NULL,
  `timestamp` int DEFAULT NULL,
  `comments` varchar(255) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `wiki_revisions` WRITE;
INSERT INTO `wiki_revisions` VALUES
(1,2,'f34e4ca0c86c6d10c14fb982fa8afc397355e419',1452707026,NULL),
(2,2,'a4d2f08fc04cbc325b578c67a5d93c17f41faf29',1453061806,NULL),
(3,2,'abbe5feac6d6c87fe482ac9842fba38c76ae9846',1453206425,NULL),
(4,2,'14aa0ed4db216c809c15f92de61abee17cbd8476',1453247653,NULL),
(5,2,'2e7d4d787a25bbce34aa235634ed8867e0ee62c5',1453303765,NULL),
(6,2,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',1453577403,NULL),
(7,2,'951765fe8e3b7059e9d7e367992a731d3ae6ddb4',1454268485,NULL),
(8,2,'809eb7b9dd16bf44a557e0c186e7a1fcd9d1ac69',1454288780,NULL);
UNLOCK TABLES;

DROP TABLE IF EXISTS `kvs_course.quiz`;
CREATE TABLE `kvs_course.quiz` (
  `key` text DEFAULT NULL,
  `value` longtext DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `kvs_course.quiz` WRITE;
INSERT INTO `kvs_course.quiz` VALUES
('xml.quiz_id:1','s:1805:\"<quiz><metadata><title>Quiz 1 & answers</title></metadata><data><question_groups><question_group><question id=\"0c6e408de283d471503705632ef0b661\"><metadata><parameters><choice_type>checkbox</choice_type></parameters></metadata><data><text><![CDATA[Which of these show a distribution?]]></text><option_groups><option_group><option id=\"0c6e40_0\" selected_score=\"0.25\" unselected_score=\"0\"><text><![CDATA[box plot]]></text><explanation/></option><option id=\"0c6e40_1\" selected_score=\"0.25\" unselected_score=\"0\"><text><![CDATA[histogram]]></text><explanation/></option><option id=\"0c6e40_2\" selected_score=\"0\" unselected_score=\"0.25\"><text><![CDATA[pie of two countries]]></text><explanation/></option><option id=\"0c6e40_3\" selected_score=\"0\" unselected_score=\"0.25\"><text><![CDATA[table of contents]]></text><explanation/></option></option_group></option_groups></data></question><question id=\"aba0ea9a064ef38faac7f7132c9c7a1e\"><metadata><parameters><type>exact</type></parameters></metadata><data><text><![CDATA[What is the median of 2, 3, 3, 8, 14?]]></text><option_groups><option_group></option_group></option_groups></data></question><question id=\"af0f0f4ebae1393bcf7740c4157c283e\"><metadata><parameters><choice_type>radio</choice_type></parameters></metadata><data><text><![CDATA[A long tail to the right makes the mean]]></text><option_groups><option_group><option id=\"af0f0f_0\" selected_score=\"0\" unselected_score=\"0\"><text><![CDATA[equal]]></text><explanation/></option><option id=\"af0f0f_1\" selected_score=\"0\" unselected_score=\"0\"><text><![CDATA[smaller]]></text><explanation/></option><option id=\"af0f0f_2\" selected_score=\"1\" unselected_score=\"0\"><text><![CDATA[larger]]></text><explanation/></option></option_group></option_groups></data></question></question_group></question_groups></data></quiz>\";'),
('xml.quiz_id:2','s:2390:\"<quiz><metadata><title>Quiz 2 & answers</title></metadata><data><question_groups><question_group><question id=\"01d9291360ce17c0d1ba80001d715b2e\"><metadata><parameters><choice_type>select</choice_type></parameters></metadata><data><text>\n   <![CDATA[If A and B are independent, P(A and B) is]]>\n   </text><option_groups><option_group><option id=\"01d929_0\" selected_score=\"1\" unselected_score=\"0\"><text>\n   <![CDATA[P(A) P(B)]]>\n   </text><explanation/></option><option id=\"01d929_1\" selected_score=\"0\" unselected_score=\"0\"><text>\n   <![CDATA[P(A ]]>\n   </text><explanation/></option><option id=\"01d929_2\" selected_score=\"0\" unselected_score=\"0\"><text>\n   <![CDATA[P(A) + P(B)]]>\n   </text><explanation/></option><option id=\"01d929_3\" selected_score=\"0\" unselected_score=\"0\"><text>\n   <![CDATA[ B)]]>\n   </text><explanation/></option><option id=\"01d929_4\" selected_score=\"0\" unselected_score=\"0\"><text>\n   <![CDATA[0]]>\n   </text><explanation/></option></option_group></option_groups></data></question><question id=\"7eae895d98af53fc746dee6073f4b2ba\"><metadata><parameters><choice_type>radio</choice_type></parameters></metadata><data><text>\n   <![CDATA[A test is 99 % exact, a disease has 1 in 1000. A positive person is]]>\n   </text><option_groups><option_group><option id=\"7eae89_0\" selected_score=\"0\" unselected_score=\"0\"><text>\n   <![CDATA[probably ill]]>\n   </text><explanation/></option><option id=\"7eae89_1\" selected_score=\"1\" unselected_score=\"0\"><text>\n   <![CDATA[probably healthy]]>\n   </text><explanation/></option><option id=\"7eae89_2\" selected_score=\"0\" unselected_score=\"0\"><text>\n   <![CDATA[surely ill]]>\n   </text><explanation/></option></option_group></option_groups></data></question><question id=\"dc8dd0314af3ac57a3abbd0fb9caed56\"><metadata><parameters><choice_type>select</choice_type></parameters></metadata><data><text>\n   <![CDATA[P(A or B) counts twice]]>\n   </text><option_groups><option_group><option id=\"dc8dd0_0\" selected_score=\"0\" unselected_score=\"0\"><text>\n   <![CDATA[neither]]>\n   </text><explanation/></option><option id=\"dc8dd0_1\" selected_score=\"0\" unselected_score=\"0\"><text>\n   <![CDATA[not A]]>\n   </text><explanation/></option><option id=\"dc8dd0_2\" selected_score=\"1\" unselected_score=\"0\"><text>\n   <![CDATA[A and B]]>\n   </text><explanation/></option></option_group></option_groups></data></question></question_group></question_groups></data></quiz>\";'),
('xml.quiz_id:3','s:1930:\"<quiz><metadata><title>Quiz 3 & answers</title></metadata><data><question_groups><question_group><question id=\"78567ad8ee168ffbac8b7c68e11512d2\"><metadata><parameters><choice_type>select</choice_type></parameters></metadata><data><text><![CDATA[Var(2X + 5) equals]]></text><option_groups><option_group><option id=\"78567a_0\" selected_score=\"0\" unselected_score=\"0\"><text><![CDATA[2 Var(X)]]></text><explanation/></option><option id=\"78567a_1\" selected_score=\"1\" unselected_score=\"0\"><text><![CDATA[4 Var(X)]]></text><explanation/></option><option id=\"78567a_2\" selected_score=\"0\" unselected_score=\"0\"><text><![CDATA[4 Var(X) + 25]]></text><explanation/></option><option id=\"78567a_3\" selected_score=\"0\" unselected_score=\"0\"><text><![CDATA[2 Var(X) + 5]]></text><explanation/></option></option_group></option_groups></data></question><question id=\"beadacb67a87e3e36d0ee8a5580b215a\"><metadata><parameters><choice_type>checkbox</choice_type></parameters></metadata><data><text><![CDATA[Which are always true?]]></text><option_groups><option_group><option id=\"beadac_0\" selected_score=\"0\" unselected_score=\"0.25\"><text><![CDATA[Var(X) < E(X)]]></text><explanation/></option><option id=\"beadac_1\" selected_score=\"0\" unselected_score=\"0.25\"><text><![CDATA[E(XY) = E(X) E(Y)]]></text><explanation/></option><option id=\"beadac_2\" selected_score=\"0.25\" unselected_score=\"0\"><text><![CDATA[E(X + Y) = E(X) + E(Y)]]></text><explanation/></option><option id=\"beadac_3\" selected_score=\"0.25\" unselected_score=\"0\"><text><![CDATA[Var(X) >= 0]]></text><explanation/></option></option_group></option_groups></data></question><question id=\"b5ef0ffc622eed57a80b04bdacde9f3f\"><metadata><parameters><type>exact</type></parameters></metadata><data><text><![CDATA[A fair coin, 100 throws: the expected number of heads]]></text><option_groups><option_group></option_group></option_groups></data></question></question_group></question_groups></data></quiz>\";'),
('xml.quiz_id:4','s:907:\"<quiz><metadata><title>Before we start</title></metadata><data><question_groups><question_group><question id=\"59f0e10148648502f032880e09d4b22a\"><metadata><parameters><choice_type>radio</choice_type></parameters></metadata><data><text><![CDATA[Why are you here? ¿Por qué?]]></text><option_groups><option_group><option id=\"59f0e1_0\" selected_score=\"0\" unselected_score=\"0\"><text><![CDATA[work]]></text><explanation/></option><option id=\"59f0e1_1\" selected_score=\"0\" unselected_score=\"0\"><text><![CDATA[pour le plaisir « voilà »]]></text><explanation/></option></option_group></option_groups></data></question><question id=\"7c882f007936c7e2aa9afe6fcea1abfb\"><metadata><parameters><type>exact</type></parameters></metadata><data><text><![CDATA[What else should we know?]]></text><option_groups><option_group></option_group></option_groups></data></question></question_group></question_groups></data></quiz>\";'),
('xml.quiz_id:5','s:1802:\"<quiz><metadata><title>Quiz 1, to be</title></metadata><data><question_groups><question_group><question id=\"0c6e408de283d471503705632ef0b661\"><metadata><parameters><choice_type>checkbox</choice_type></parameters></metadata><data><text><![CDATA[Which of these show a distribution?]]></text><option_groups><option_group><option id=\"0c6e40_0\" selected_score=\"0.25\" unselected_score=\"0\"><text><![CDATA[box plot]]></text><explanation/></option><option id=\"0c6e40_1\" selected_score=\"0.25\" unselected_score=\"0\"><text><![CDATA[histogram]]></text><explanation/></option><option id=\"0c6e40_2\" selected_score=\"0\" unselected_score=\"0.25\"><text><![CDATA[pie of two countries]]></text><explanation/></option><option id=\"0c6e40_3\" selected_score=\"0\" unselected_score=\"0.25\"><text><![CDATA[table of contents]]></text><explanation/></option></option_group></option_groups></data></question><question id=\"aba0ea9a064ef38faac7f7132c9c7a1e\"><metadata><parameters><type>exact</type></parameters></metadata><data><text><![CDATA[What is the median of 2, 3, 3, 8, 14?]]></text><option_groups><option_group></option_group></option_groups></data></question><question id=\"af0f0f4ebae1393bcf7740c4157c283e\"><metadata><parameters><choice_type>radio</choice_type></parameters></metadata><data><text><![CDATA[A long tail to the right makes the mean]]></text><option_groups><option_group><option id=\"af0f0f_0\" selected_score=\"0\" unselected_score=\"0\"><text><![CDATA[equal]]></text><explanation/></option><option id=\"af0f0f_1\" selected_score=\"0\" unselected_score=\"0\"><text><![CDATA[smaller]]></text><explanation/></option><option id=\"af0f0f_2\" selected_score=\"1\" unselected_score=\"0\"><text><![CDATA[larger]]></text><explanation/></option></option_group></option_groups></data></question></question_group></question_groups></data></quiz>\";'),
('saved.quiz_id:4.user_id:2090','s:26:\"a:1:{s:7:\"answers\";a:0:{}}\";'),
('submission.submission_id:1','s:322:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:2:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452565886;s:10:\"saved_time\";i:1452566785;}\";'),
('submission.submission_id:2','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_0\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452616706;s:10:\"saved_time\";i:1452617554;}\";'),
('submission.submission_id:3','s:248:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_1\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:10:\"Same here!\";}}s:10:\"start_time\";i:1452629240;s:10:\"saved_time\";i:1452629713;}\";'),
('submission.submission_id:4','s:352:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:2:{i:0;s:8:\"0c6e40_1\";i:1;s:8:\"0c6e40_2\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:30:\"¡Gracias por la explicación!\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_1\";}}s:10:\"start_time\";i:1452629742;s:10:\"saved_time\";i:1452629963;}\";'),
('submission.submission_id:5','s:351:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:3:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_2\";i:2;s:8:\"0c6e40_3\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:10:\"Same here!\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452629970;s:10:\"saved_time\";i:1452630884;}\";'),
('submission.submission_id:6','s:263:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_1\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:25:\"Draw it. Really, draw it.\";}}s:10:\"start_time\";i:1452645318;s:10:\"saved_time\";i:1452645453;}\";'),
('submission.submission_id:7','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452645460;s:10:\"saved_time\";i:1452645677;}\";'),
('submission.submission_id:8','s:366:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:2:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_2\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:44:\"Midnight UTC, it says so on the course page.\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_1\";}}s:10:\"start_time\";i:1452686255;s:10:\"saved_time\";i:1452686604;}\";'),
('submission.submission_id:9','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452686640;s:10:\"saved_time\";i:1452686779;}\";'),
('submission.submission_id:10','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_2\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452702987;s:10:\"saved_time\";i:1452703885;}\";'),
('submission.submission_id:11','s:282:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_0\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:44:\"I had the same wrong answer: mind the units.\";}}s:10:\"start_time\";i:1452705418;s:10:\"saved_time\";i:1452706105;}\";'),
('submission.submission_id:12','s:352:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:2:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:30:\"¡Gracias por la explicación!\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452706119;s:10:\"saved_time\";i:1452706439;}\";'),
('submission.submission_id:13','s:248:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_0\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:10:\"Same here!\";}}s:10:\"start_time\";i:1452705403;s:10:\"saved_time\";i:1452706239;}\";'),
('submission.submission_id:14','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_0\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452706270;s:10:\"saved_time\";i:1452706966;}\";'),
('submission.submission_id:15','s:322:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:2:{i:0;s:8:\"0c6e40_1\";i:1;s:8:\"0c6e40_2\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_0\";}}s:10:\"start_time\";i:1452714236;s:10:\"saved_time\";i:1452714358;}\";'),
('submission.submission_id:16','s:296:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_1\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:58:\"Look at the definition once more: which rows are left out?\";}}s:10:\"start_time\";i:1452715564;s:10:\"saved_time\";i:1452715748;}\";'),
('submission.submission_id:17','s:341:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:3:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";i:2;s:8:\"0c6e40_3\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452715785;s:10:\"saved_time\";i:1452716451;}\";'),
('submission.submission_id:18','s:268:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_1\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:30:\"¡Gracias por la explicación!\";}}s:10:\"start_time\";i:1452804413;s:10:\"saved_time\";i:1452804722;}\";'),
('submission.submission_id:19','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452804752;s:10:\"saved_time\";i:1452804968;}\";'),
('submission.submission_id:20','s:282:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_1\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:44:\"Midnight UTC, it says so on the course page.\";}}s:10:\"start_time\";i:1452868465;s:10:\"saved_time\";i:1452868960;}\";'),
('submission.submission_id:21','s:366:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:2:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:44:\"I had the same wrong answer: mind the units.\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452868985;s:10:\"saved_time\";i:1452869806;}\";'),
('submission.submission_id:22','s:366:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:3:{i:0;s:8:\"0c6e40_1\";i:1;s:8:\"0c6e40_2\";i:2;s:8:\"0c6e40_3\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:25:\"Draw it. Really, draw it.\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452881145;s:10:\"saved_time\";i:1452881530;}\";'),
('submission.submission_id:23','s:385:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:3:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_2\";i:2;s:8:\"0c6e40_3\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:44:\"I had the same wrong answer: mind the units.\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452881547;s:10:\"saved_time\";i:1452882062;}\";'),
('submission.submission_id:24','s:282:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_1\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:44:\"Midnight UTC, it says so on the course page.\";}}s:10:\"start_time\";i:1452958501;s:10:\"saved_time\";i:1452958926;}\";'),
('submission.submission_id:25','s:284:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:0:{}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"a'),
('submission.submission_id:26','s:366:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:2:{i:0;s:8:\"0c6e40_2\";i:1;s:8:\"0c6e40_3\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:44:\"I had the same wrong answer: mind the units.\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452959042;s:10:\"saved_time\";i:1452959942;}\";'),
('submission.submission_id:27','s:402:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:3:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";i:2;s:8:\"0c6e40_2\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:61:\"It helped me to watch the second video again from the middle.\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452959981;s:10:\"saved_time\";i:1452960519;}\";'),
('submission.submission_id:28','s:358:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:3:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";i:2;s:8:\"0c6e40_2\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:17:\"Danke, das war\'s!\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452962799;s:10:\"saved_time\";i:1452963657;}\";'),
('submission.submission_id:29','s:255:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_1\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:17:\"Danke, das war\'s!\";}}s:10:\"start_time\";i:1452975594;s:10:\"saved_time\";i:1452975812;}\";'),
('submission.submission_id:30','s:347:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:44:\"I had the same wrong answer: mind the units.\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1452975841;s:10:\"saved_time\";i:1452976793;}\";'),
('saved.quiz_id:1.user_id:2045','s:26:\"a:1:{s:7:\"answers\";a:0:{}}\";'),
('submission.submission_id:31','s:341:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:3:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";i:2;s:8:\"0c6e40_3\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453046173;s:10:\"saved_time\";i:1453046341;}\";'),
('submission.submission_id:32','s:263:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_0\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:25:\"Draw it. Really, draw it.\";}}s:10:\"start_time\";i:1453053797;s:10:\"saved_time\";i:1453054134;}\";'),
('submission.submission_id:33','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_2\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453054147;s:10:\"saved_time\";i:1453054523;}\";'),
('submission.submission_id:34','s:282:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_0\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:44:\"Midnight UTC, it says so on the course page.\";}}s:10:\"start_time\";i:1453060436;s:10:\"saved_time\";i:1453061133;}\";'),
('submission.submission_id:35','s:322:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:2:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453061160;s:10:\"saved_time\";i:1453061748;}\";'),
('submission.submission_id:36','s:341:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:3:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";i:2;s:8:\"0c6e40_2\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453065106;s:10:\"saved_time\";i:1453065275;}\";'),
('submission.submission_id:37','s:299:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_0\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:61:\"It helped me to watch the second video again from the middle.\";}}s:10:\"start_time\";i:1453065672;s:10:\"saved_time\";i:1453066350;}\";'),
('submission.submission_id:38','s:296:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_1\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:58:\"Look at the definition once more: which rows are left out?\";}}s:10:\"start_time\";i:1453065636;s:10:\"saved_time\";i:1453065916;}\";'),
('submission.submission_id:39','s:341:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:3:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";i:2;s:8:\"0c6e40_3\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453065933;s:10:\"saved_time\";i:1453066620;}\";'),
('submission.submission_id:40','s:360:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:4:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";i:2;s:8:\"0c6e40_2\";i:3;s:8:\"0c6e40_3\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453083567;s:10:\"saved_time\";i:1453083927;}\";'),
('submission.submission_id:41','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453087176;s:10:\"saved_time\";i:1453088118;}\";'),
('submission.submission_id:42','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_2\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_0\";}}s:10:\"start_time\";i:1453167349;s:10:\"saved_time\";i:1453167757;}\";'),
('submission.submission_id:43','s:255:\"a:4:{s:7:\"quiz_id\";i:4;s:7:\"answers\";a:2:{s:32:\"59f0e10148648502f032880e09d4b22a\";a:1:{i:0;s:8:\"59f0e1_0\";}s:32:\"7c882f007936c7e2aa9afe6fcea1abfb\";a:1:{s:6:\"answer\";s:17:\"Danke, das war\'s!\";}}s:10:\"start_time\";i:1453205343;s:10:\"saved_time\";i:1453206032;}\";'),
('submission.submission_id:44','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453206044;s:10:\"saved_time\";i:1453206354;}\";'),
('saved.quiz_id:2.user_id:2081','s:26:\"a:1:{s:7:\"answers\";a:0:{}}\";'),
('submission.submission_id:45','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453241542;s:10:\"saved_time\";i:1453241773;}\";'),
('submission.submission_id:46','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_3\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453246813;s:10:\"saved_time\";i:1453247603;}\";'),
('submission.submission_id:47','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_2\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453252878;s:10:\"saved_time\";i:1453253504;}\";'),
('submission.submission_id:48','s:322:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:2:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453303354;s:10:\"saved_time\";i:1453303714;}\";'),
('submission.submission_id:49','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_1\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453326628;s:10:\"saved_time\";i:1453327225;}\";'),
('submission.submission_id:50','s:360:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:4:{i:0;s:8:\"0c6e40_0\";i:1;s:8:\"0c6e40_1\";i:2;s:8:\"0c6e40_2\";i:3;s:8:\"0c6e40_3\";}s:32:\"aba0ea9'),
('submission.submission_id:51','s:341:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:3:{i:0;s:8:\"0c6e40_1\";i:1;s:8:\"0c6e40_2\";i:2;s:8:\"0c6e40_3\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453340645;s:10:\"saved_time\";i:1453341198;}\";'),
('submission.submission_id:52','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_3\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_1\";}}s:10:\"start_time\";i:1453453826;s:10:\"saved_time\";i:1453454378;}\";'),
('saved.quiz_id:1.user_id:2066','s:26:\"a:1:{s:7:\"answers\";a:0:{}}\";'),
('submission.submission_id:53','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453492790;s:10:\"saved_time\";i:1453492935;}\";'),
('submission.submission_id:54','s:347:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_2\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:44:\"I had the same wrong answer: mind the units.\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_1\";}}s:10:\"start_time\";i:1453509979;s:10:\"saved_time\";i:1453510804;}\";'),
('submission.submission_id:55','s:303:\"a:4:{s:7:\"quiz_id\";i:1;s:7:\"answers\";a:3:{s:32:\"0c6e408de283d471503705632ef0b661\";a:1:{i:0;s:8:\"0c6e40_0\";}s:32:\"aba0ea9a064ef38faac7f7132c9c7a1e\";a:1:{s:6:\"answer\";s:1:\"3\";}s:32:\"af0f0f4ebae1393bcf7740c4157c283e\";a:1:{i:0;s:8:\"af0f0f_2\";}}s:10:\"start_time\";i:1453510814;s:10:\"saved_time\";i:1453511474;}\";'),
('submission.submission_id:56','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453515117;s:10:\"saved_time\";i:1453515872;}\";'),
('submission.submission_id:57','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453575375;s:10:\"saved_time\";i:1453575756;}\";'),
('submission.submission_id:58','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453577287;s:10:\"saved_time\";i:1453577371;}\";'),
('submission.submission_id:59','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_1\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_0\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_0\";}}s:10:\"start_time\";i:1453599330;s:10:\"saved_time\";i:1453599620;}\";'),
('submission.submission_id:60','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453599644;s:10:\"saved_time\";i:1453599842;}\";'),
('submission.submission_id:61','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_2\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_2\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_0\";}}s:10:\"start_time\";i:1453641989;s:10:\"saved_time\";i:1453642550;}\";'),
('submission.submission_id:62','s:282:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:0:{}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453661149;s:10:\"saved_time\";i:1453661574;}\";'),
('submission.submission_id:63','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453677125;s:10:\"saved_time\";i:1453677914;}\";'),
('submission.submission_id:64','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_0\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453686025;s:10:\"saved_time\";i:1453686779;}\";'),
('submission.submission_id:65','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453689818;s:10:\"saved_time\";i:1453690499;}\";'),
('saved.quiz_id:3.user_id:2090','s:26:\"a:1:{s:7:\"answers\";a:0:{}}\";'),
('submission.submission_id:66','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_3\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1453803808;s:10:\"saved_time\";i:1453804663;}\";'),
('submission.submission_id:67','s:285:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:0:{}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:1:{i:0;s:8:\"beadac_2\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1453815553;s:10:\"saved_time\";i:1453815832;}\";'),
('submission.submission_id:68','s:342:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:3:{i:0;s:8:\"beadac_0\";i:1;s:8:\"beadac_2\";i:2;s:8:\"beadac_3\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1453815853;s:10:\"saved_time\";i:1453816532;}\";'),
('submission.submission_id:69','s:358:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:3:{i:0;s:8:\"beadac_0\";i:1;s:8:\"beadac_1\";i:2;s:8:\"beadac_2\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:17:\"Danke, das war\'s!\";}}s:10:\"start_time\";i:1453950915;s:10:\"saved_time\";i:1453951069;}\";'),
('submission.submission_id:70','s:342:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_0\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:3:{i:0;s:8:\"beadac_0\";i:1;s:8:\"beadac_2\";i:2;s:8:\"beadac_3\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1453951090;s:10:\"saved_time\";i:1453951329;}\";'),
('submission.submission_id:71','s:323:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:2:{i:0;s:8:\"beadac_2\";i:1;s:8:\"beadac_3\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1453985396;s:10:\"saved_time\";i:1453985532;}\";'),
('submission.submission_id:72','s:361:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:1:{i:0;s:8:\"beadac_1\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:58:\"Look at the definition once more: which rows are left out?\";}}s:10:\"start_time\";i:1454001643;s:10:\"saved_time\";i:1454002544;}\";'),
('submission.submission_id:73','s:323:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:2:{i:0;s:8:\"beadac_2\";i:1;s:8:\"beadac_3\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1454031461;s:10:\"saved_time\";i:1454032344;}\";'),
('submission.submission_id:74','s:323:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:2:{i:0;s:8:\"beadac_0\";i:1;s:8:\"beadac_3\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1454032419;s:10:\"saved_time\";i:1454032861;}\";'),
('submission.submission_id:75','s:323:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:2:{i:0;s:8'),
('submission.submission_id:76','s:323:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:2:{i:0;s:8:\"beadac_2\";i:1;s:8:\"beadac_3\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1454102680;s:10:\"saved_time\";i:1454103544;}\";'),
('submission.submission_id:77','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1454121616;s:10:\"saved_time\";i:1454122187;}\";'),
('submission.submission_id:78','s:304:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:1:{i:0;s:8:\"beadac_1\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1454157471;s:10:\"saved_time\";i:1454157727;}\";'),
('submission.submission_id:79','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_3\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1454192965;s:10:\"saved_time\";i:1454193391;}\";'),
('submission.submission_id:80','s:304:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:0:{}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:2:{i:0;s:8:\"beadac_2\";i:1;s:8:\"beadac_3\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1454194539;s:10:\"saved_time\";i:1454195095;}\";'),
('saved.quiz_id:3.user_id:2006','s:26:\"a:1:{s:7:\"answers\";a:0:{}}\";'),
('submission.submission_id:81','s:333:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:1:{i:0;s:8:\"beadac_3\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:30:\"¡Gracias por la explicación!\";}}s:10:\"start_time\";i:1454205303;s:10:\"saved_time\";i:1454206185;}\";'),
('submission.submission_id:82','s:323:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_2\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:2:{i:0;s:8:\"beadac_1\";i:1;s:8:\"beadac_2\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1454206263;s:10:\"saved_time\";i:1454206763;}\";'),
('submission.submission_id:83','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_2\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_2\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1454206447;s:10:\"saved_time\";i:1454207002;}\";'),
('submission.submission_id:84','s:301:\"a:4:{s:7:\"quiz_id\";i:2;s:7:\"answers\";a:3:{s:32:\"01d9291360ce17c0d1ba80001d715b2e\";a:1:{i:0;s:8:\"01d929_0\";}s:32:\"7eae895d98af53fc746dee6073f4b2ba\";a:1:{i:0;s:8:\"7eae89_1\";}s:32:\"dc8dd0314af3ac57a3abbd0fb9caed56\";a:1:{i:0;s:8:\"dc8dd0_2\";}}s:10:\"start_time\";i:1454207024;s:10:\"saved_time\";i:1454207172;}\";'),
('submission.submission_id:85','s:323:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:2:{i:0;s:8:\"beadac_2\";i:1;s:8:\"beadac_3\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1454267887;s:10:\"saved_time\";i:1454268427;}\";'),
('submission.submission_id:86','s:323:\"a:4:{s:7:\"quiz_id\";i:3;s:7:\"answers\";a:3:{s:32:\"78567ad8ee168ffbac8b7c68e11512d2\";a:1:{i:0;s:8:\"78567a_1\";}s:32:\"beadacb67a87e3e36d0ee8a5580b215a\";a:2:{i:0;s:8:\"beadac_2\";i:1;s:8:\"beadac_3\";}s:32:\"b5ef0ffc622eed57a80b04bdacde9f3f\";a:1:{s:6:\"answer\";s:2:\"50\";}}s:10:\"start_time\";i:1454284425;s:10:\"saved_time\";i:1454284617;}\";');
UNLOCK TABLES;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;

-- Dump completed
