-- A MOOCdb by MIT's schema of November 2013, invented: no observed_event_types, no validity, a column
-- of bits, and url_id of observed events refers to resources.
SET NAMES utf8;
SET foreign_key_checks = 0;

CREATE TABLE `user_types` (
  `user_type_id` INT(11) NOT NULL,
  `user_type_name` VARCHAR(45) NOT NULL,
  PRIMARY KEY (`user_type_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `user_types` VALUES (1,'Student'),(2,'teaching staff'),(3,'Martian');

CREATE TABLE `users` (
  `user_id` INT(11) NOT NULL AUTO_INCREMENT,
  `user_name` VARCHAR(30) NULL DEFAULT NULL,
  `user_email` TEXT NOT NULL,
  `user_gender` TINYINT(4) NULL DEFAULT NULL,
  `user_birthdate` DATE NULL DEFAULT NULL,
  `user_country` VARCHAR(3) NULL DEFAULT NULL,
  `user_ip` INT(10) UNSIGNED NULL DEFAULT NULL,
  `user_timezone_offset` INT(11) NULL DEFAULT NULL,
  `user_final_grade` DOUBLE NULL DEFAULT NULL,
  `user_join_timestamp` DATETIME NULL DEFAULT NULL,
  `user_type_id` INT(11) NULL DEFAULT NULL,
  `favourite_colour` VARCHAR(10) NULL DEFAULT NULL,
  PRIMARY KEY (`user_id`),
  CONSTRAINT `fk_users_types` FOREIGN KEY (`user_type_id`) REFERENCES `user_types` (`user_type_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `users` VALUES
  (1,'anna_karenina','anna@example.org',2,'1984-05-06','RUS',3221225985,180,0.75,'2013-08-30 09:00:00',1,'red'),
  (2,'vronsky_a','vronsky@example.org',1,NULL,'RUS',NULL,NULL,NULL,NULL,1,NULL),
  (3,'levin_k','levin@example.org',NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,NULL),
  (4,'stiva_o','stiva@example.org',NULL,NULL,NULL,NULL,NULL,NULL,NULL,3,NULL);

CREATE TABLE `resource_types` (
  `resource_type_id` INT(2) NOT NULL,
  `resource_type_content` VARCHAR(20) NOT NULL,
  `resource_type_medium` VARCHAR(20) NOT NULL,
  PRIMARY KEY (`resource_type_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `resource_types` VALUES (0,'None','None'),(1,'lecture','video'),(2,'problem','text');

CREATE TABLE `resources` (
  `resource_id` INT(11) NOT NULL AUTO_INCREMENT,
  `resource_name` VARCHAR(555) NOT NULL,
  `resource_uri` VARCHAR(555) NOT NULL,
  `resource_type_id` INT(2) NOT NULL,
  `resource_parent_id` INT(11) NULL DEFAULT NULL,
  `resource_child_number` INT(11) NULL DEFAULT NULL,
  `resource_relevant_week` INT(11) NULL DEFAULT NULL,
  `resource_release_timestamp` DATETIME NULL DEFAULT NULL,
  PRIMARY KEY (`resource_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `resources` VALUES
  (11,'Course','https://x/course/',0,NULL,NULL,NULL,NULL),
  (12,'Lecture 1','https://x/course/lecture/1/',1,11,1,0,'2013-09-01 00:00:00'),
  (13,'Problem 1','https://x/course/problem/1/',2,11,2,0,NULL);

CREATE TABLE `urls` (
  `url_id` INT(11) NOT NULL,
  `url` VARCHAR(255) NULL DEFAULT NULL,
  PRIMARY KEY (`url_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `urls` VALUES (0,'https://x/course/'),(1,'https://x/course/lecture/1/');

CREATE TABLE `resources_urls` (
  `resources_urls_id` INT(11) NOT NULL,
  `resource_id` INT(11) NOT NULL,
  `url_id` INT(11) NOT NULL,
  PRIMARY KEY (`resources_urls_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `resources_urls` VALUES (0,11,0),(1,12,1);

CREATE TABLE `observed_events` (
  `observed_event_id` INT(11) NOT NULL AUTO_INCREMENT,
  `user_id` INT(11) NOT NULL,
  `url_id` INT(11) NOT NULL,
  `observed_event_timestamp` DATETIME NOT NULL,
  `observed_event_duration` INT(11) NULL DEFAULT NULL,
  `observed_event_ip` INT(11) NULL DEFAULT NULL,
  `observed_event_os` INT(11) NULL DEFAULT NULL,
  `observed_event_agent` INT(11) NULL DEFAULT NULL,
  PRIMARY KEY (`observed_event_id`),
  CONSTRAINT `fk_events_resources` FOREIGN KEY (`url_id`) REFERENCES `resources` (`resource_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `observed_events` VALUES
  (1,1,12,'2013-09-02 10:00:00',5,NULL,NULL,NULL),
  (2,1,13,'2013-09-02 10:05:00',60,NULL,NULL,NULL),
  (3,2,12,'2013-09-09 23:30:00',NULL,NULL,NULL,NULL);

CREATE TABLE `problem_types` (
  `problem_type_id` INT(11) NOT NULL,
  `problem_type_name` VARCHAR(45) NOT NULL,
  PRIMARY KEY (`problem_type_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `problem_types` VALUES (1,'homework'),(3,'lab');

CREATE TABLE `problems` (
  `problem_id` INT(11) NOT NULL AUTO_INCREMENT,
  `problem_name` VARCHAR(60) NOT NULL,
  `problem_parent_id` INT(11) NULL DEFAULT NULL,
  `problem_child_number` INT(11) NULL DEFAULT NULL,
  `problem_type_id` INT(11) NOT NULL,
  `problem_hard_deadline` DATETIME NULL DEFAULT NULL,
  `resource_id` INT(11) NULL DEFAULT NULL,
  PRIMARY KEY (`problem_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `problems` VALUES (21,'Homework 1',NULL,NULL,1,'2013-09-15 12:00:00',13);

CREATE TABLE `submissions` (
  `submission_id` INT(11) NOT NULL AUTO_INCREMENT,
  `user_id` INT(11) NOT NULL,
  `problem_id` INT(11) NOT NULL,
  `submission_timestamp` DATETIME NOT NULL,
  `submission_attempt_number` INT(11) NOT NULL,
  `submission_answer` TEXT NOT NULL,
  `submission_is_submitted` BIT(1) NOT NULL,
  PRIMARY KEY (`submission_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `submissions` VALUES
  (31,1,21,'2013-09-03 08:00:00',1,'it''s \"42\"',0x01),
  (32,1,21,'2013-09-03 08:10:00',2,'43',0x01),
  (33,2,21,'2013-09-10 08:00:00',1,'nan',0x00),
  (34,5,22,'2013-09-10 09:00:00',-1,'x',0x01);

CREATE TABLE `assessments` (
  `assessment_id` INT(11) NOT NULL AUTO_INCREMENT,
  `submission_id` INT(11) NOT NULL,
  `assessment_feedback` TEXT NULL,
  `assessment_grade` DOUBLE NULL DEFAULT NULL,
  `assessment_grader_id` INT(11) NOT NULL,
  `assessment_timestamp` DATETIME NULL DEFAULT NULL,
  PRIMARY KEY (`assessment_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `assessments` VALUES
  (41,31,'No, Anna.',0,0,'2013-09-03 08:00:00'),
  (42,32,NULL,1,3,NULL),
  (43,99,NULL,1,0,NULL);

CREATE TABLE `collaboration_types` (
  `collaboration_type_id` INT(11) NOT NULL,
  `collaboration_type_name` VARCHAR(45) NOT NULL,
  PRIMARY KEY (`collaboration_type_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `collaboration_types` VALUES (7,'forum_comment'),(8,'forum_vote');

CREATE TABLE `collaborations` (
  `collaboration_id` INT(11) NOT NULL AUTO_INCREMENT,
  `user_id` INT(11) NOT NULL,
  `collaboration_type_id` INT(11) NOT NULL,
  `collaboration_content` TEXT NOT NULL,
  `collaboration_timestamp` DATETIME NOT NULL,
  `collaboration_parent_id` INT(11) NULL DEFAULT NULL,
  `collaboration_child_number` INT(11) NULL DEFAULT NULL,
  `collaborations_ip` INT(11) NULL DEFAULT NULL,
  `collaborations_os` INT(11) NULL DEFAULT NULL,
  `collaborations_agent` INT(11) NULL DEFAULT NULL,
  `resource_id` INT(11) NULL DEFAULT NULL,
  PRIMARY KEY (`collaboration_id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO `collaborations` VALUES
  (51,2,7,'Anna, where are you?','2013-09-04 12:00:00',NULL,1,NULL,NULL,NULL,13),
  (52,1,8,'1','2013-09-04 13:00:00',51,NULL,NULL,NULL,NULL,NULL);

CREATE TABLE `horses` (`name` VARCHAR(20)) ENGINE=InnoDB;
INSERT INTO `horses` VALUES ('Frou-Frou');
SET foreign_key_checks = 1;
