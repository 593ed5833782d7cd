"""An export of rows that break naive joins: a dump for loaders, and what must become of it."""

COURSE = "odd-002"
ANSWERED = 's:53:"a:1:{s:7:"answers";a:1:{s:1:"q";a:1:{i:0;s:1:"o";}}}";'
# Question and option are there twice, the second time worth more; a third option has no number.
TWICE = (
    '<quiz><question_group><question id="q"><metadata><parameters><choice_type>radio</choice_type>'
    '</parameters></metadata><data><option_group><option id="o" selected_score="1"/><option id="o" '
    'selected_score="2"/><option id="x" selected_score="inf"/></option_group></data></question>'
    '<question id="q"><data/></question></question_group></quiz>'
)
WORTH_NOTHING = (
    '<quiz><question_group><question id="q"><metadata><parameters><choice_type>radio</choice_type>'
    '</parameters></metadata><data><option_group><option id="o" selected_score="0"/></option_group>'
    "</data></question></question_group></quiz>"
)
DUMP = f"""
CREATE TABLE `hash_mapping` (`user_id` int, `session_user_id` text, `eventing_user_id` text);
-- Ana is there twice, Bob and Cem share a name, one has none, and number 5 is of two people.
INSERT INTO `hash_mapping` VALUES (1,'ana','e1'),(9,'ana','e1'),(2,'bob','e2'),(3,'cem','e2'),
(4,NULL,'e4'),(5,'dan','e5'),(5,'eve','e6');
CREATE TABLE `users` (`session_user_id` text, `access_group_id` int, `registration_time` int);
INSERT INTO `users` VALUES ('ana',4,1358121600),('bob',NULL,-1),('zoe',4,1358121600);
CREATE TABLE `course_grades` (`session_user_id` text, `normal_grade` float);
INSERT INTO `course_grades` VALUES ('ana',104),('bob',NULL);
CREATE TABLE `sections` (`display_order` int, `title` text, `id` int);
INSERT INTO `sections` VALUES (1,'Week 2 🙂',2),(2,'Week 1',1);
CREATE TABLE `items_sections` (`item_type` text, `item_id` text, `section_id` int, `order` int);
INSERT INTO `items_sections` VALUES ('quiz','1',2,1),('quiz','1',1,1),('survey','1',1,2),
('link','https://example.org/',1,3),('quiz','none',1,4),(NULL,NULL,1,5);
CREATE TABLE `quiz_metadata` (`id` int, `title` text);
INSERT INTO `quiz_metadata` VALUES (1,'Quiz 🙂'),(2,NULL);
CREATE TABLE `quiz_submission_metadata` (
  `id` int, `item_id` int, `session_user_id` text, `submission_time` int, `raw_score` double
);
INSERT INTO `quiz_submission_metadata` VALUES (11,1,'ana',1358128800,1),(12,2,'ana',1358128801,0),
(13,3,'bob',1358128802,1),(14,1,'bob',NULL,1),(15,99,'bob',1358128803,1),(16,1,NULL,-5,1);
CREATE TABLE `kvs_course.quiz` (`key` text, `value` text);
INSERT INTO `kvs_course.quiz` VALUES ('xml.quiz_id:1','s:9:"{TWICE}";'),
('xml.quiz_id:2','s:9:"{WORTH_NOTHING}";'),('xml.quiz_id:3','s:9:"{WORTH_NOTHING}";'),
('submission.submission_id:11','{ANSWERED}'),('submission.submission_id:12','{ANSWERED}'),
('submission.submission_id:13','{ANSWERED}'),('submission.submission_id:99','{ANSWERED}'),
('xml.quiz_id:4',NULL);
CREATE TABLE `wiki_pages` (`id` int, `canonical_name` text);
INSERT INTO `wiki_pages` VALUES (1,'Home'),(2,'Home'),(3,NULL);
CREATE TABLE `forum_threads` (`id` int, `forum_id` int, `title` text);
INSERT INTO `forum_threads` VALUES (1,77,'🙂');
CREATE TABLE `forum_posts` (
  `id` int, `thread_id` int, `user_id` int, `post_time` int, `post_text` text
);
INSERT INTO `forum_posts` VALUES (1,1,1,1358130000,'🙂'),(2,1,NULL,1358130001,NULL),
(3,NULL,2,1358130002,''),(-4,98,5,1358130003,'x');
CREATE TABLE `forum_comments` (`id` int, `thread_id` int, `post_id` int, `user_id` int,
  `post_time` int, `comment_text` text);
INSERT INTO `forum_comments` VALUES (1,1,NULL,2,1358130004,'no post'),(2,9,9,2,NULL,'no time');
CREATE TABLE `forum_reputation_record` (`user_id` int, `pc_id` int, `type` text, `direction` int,
  `timestamp` int);
INSERT INTO `forum_reputation_record` VALUES (2,1,'post',1,1358130010),(9,1,'post',-1,1358130011),
(2,1,'post',NULL,1358130012),(NULL,1,'post',1,1358130013),(2,1,'thread',1,1358130014),
(2,NULL,NULL,1,1358130015),(2,1,'post',1,-1);
CREATE TABLE `kvs_course.forum_readrecord` (`key` text, `value` text);
INSERT INTO `kvs_course.forum_readrecord` VALUES ('forum_-1.1','a:1:{{i:98765;i:1358130020;}}'),
('forum_1.1','a:0:{{}}'),('forum_1.2',NULL);
"""
# Record, rows, used, without time, empty, unreadable, unmatched, of unknown learners.
LEDGER = [
    ("person", 7, 6, 0, 0, 0, 1, None),
    ("user", 3, 2, 0, 0, 0, 1, None),
    ("grade", 2, 2, 0, 0, 0, 0, None),
    ("quiz_submission", 6, 4, 2, 0, 0, 0, 1),
    ("quiz_answers", 6, 3, 0, 0, 0, 3, 1),
    ("quiz_value", 8, 6, 0, 0, 1, 1, None),
    ("post", 4, 4, 0, 0, 0, 0, 2),
    ("comment", 2, 1, 1, 0, 0, 0, 0),
    ("forum_vote", 7, 6, 1, 0, 0, 0, 1),
    ("forum_read", 1, 1, 0, 0, 0, 0, 0),
    ("read_value", 3, 1, 0, 1, 1, 0, None),
]
# Problem, grade, greatest grade, whether correct: of a quiz worth nothing no answer is.
ATTEMPTS = [
    ("quiz/1", 1, 1, True),
    ("quiz/2", 0, 0, None),
    ("quiz/3", 1, 0, None),
    ("quiz/99", 1, None, None),
]
VOTES = [
    ("odd-002/thread/1", "up"),
    ("odd-002/thread/1", "down"),
    ("odd-002/thread/1", None),
    ("odd-002/thread/1", "up"),
    ("odd-002/thread/1", "up"),
    (None, "up"),
]
