"""An export twice: with ids as they should be, and with white space around each of them.

The second one has rows without a person too, and rows that are there twice.
"""

CLEAN, ODD = "clean-001", "blank-001"
TABLES = """
CREATE TABLE `hash_mapping` (`user_id` int, `anon_user_id` text, `eventing_user_id` text,
  `forum_user_id` text, `public_user_id` text);
INSERT INTO `hash_mapping` VALUES (1,{ana},{e1},{f1},{p1}),({none},{bob},{e2},{f2},{p2}),
(3,{cem},{e3},{f3},{p3}),(20,{gil},{none},{none},{none}),
(20,{eve},{none},{none},{none}),({none},{fay},{none},{none},{none}){nobodies};
CREATE TABLE `access_groups` (`id` int, `name` text);
INSERT INTO `access_groups` VALUES (4,{Student}),(2,{Instructor});
CREATE TABLE `users` (`anon_user_id` text, `access_group_id` int, `registration_time` int);
INSERT INTO `users` VALUES ({ana},4,1358121600),({bob},4,1358121600),({cem},2,1358121600),
({gil},4,1358121600),({eve},4,1358121600),({fay},4,1358121600){users};
CREATE TABLE `course_grades` (`anon_user_id` text, `normal_grade` double, `achievement_level` text);
INSERT INTO `course_grades` VALUES ({ana},90,'normal'),({bob},80,'normal'){grades};
CREATE TABLE `sections` (`id` int, `title` text, `display_order` int);
INSERT INTO `sections` VALUES (2,'Week 1',1){no_section};
CREATE TABLE `items_sections` (`item_type` text, `item_id` text, `section_id` int, `order` int);
INSERT INTO `items_sections` VALUES ({quiz},{1},2,1),({lecture},{4},2,2);
CREATE TABLE `lecture_metadata` (`id` int, `title` text, `video_length` double);
INSERT INTO `lecture_metadata` VALUES (4,'Four',60){no_lecture};
CREATE TABLE `lecture_submission_metadata` (`id` int, `item_id` int, `anon_user_id` text,
  `submission_time` int, `action` text);
INSERT INTO `lecture_submission_metadata` VALUES (1,4,{ana},1358124000,{view}),
(2,4,{bob},1358124001,{download}){lecture_uses};
CREATE TABLE `quiz_metadata` (`id` int, `title` text, `quiz_type` text);
INSERT INTO `quiz_metadata` VALUES (1,'Quiz',{exam});
CREATE TABLE `quiz_submission_metadata` (`id` int, `item_id` int, `anon_user_id` text,
  `submission_time` int, `raw_score` double);
INSERT INTO `quiz_submission_metadata` VALUES (7,1,{ana},1358128800,1),
(8,1,{bob},1358128900,1){submissions};
CREATE TABLE `assignment_metadata` (`id` int, `title` text);
INSERT INTO `assignment_metadata` VALUES (3,'Assignment');
CREATE TABLE `assignment_part_metadata` (`id` int, `assignment_id` int, `maximum_score` double);
INSERT INTO `assignment_part_metadata` VALUES (5,3,10){no_part};
CREATE TABLE `assignment_submission_metadata` (`id` int, `item_id` int, `anon_user_id` text,
  `submission_time` int, `raw_score` double);
INSERT INTO `assignment_submission_metadata` VALUES (7,5,{bob},1358129000,9){no_submission};
CREATE TABLE `wiki_pages` (`id` int, `canonical_name` text, `title` text);
INSERT INTO `wiki_pages` VALUES (1,{Home},'Home'){no_page};
CREATE TABLE `wiki_revisions` (`id` int, `page_id` int, `anon_user_id` text, `timestamp` int);
INSERT INTO `wiki_revisions` VALUES (1,1,{bob},1358129100){revisions};
CREATE TABLE `forum_forums` (`id` int, `parent_id` int, `name` text);
INSERT INTO `forum_forums` VALUES (77,0,'General');
CREATE TABLE `forum_threads` (`id` int, `forum_id` int, `title` text);
INSERT INTO `forum_threads` VALUES (1,77,'Thread'){no_thread};
CREATE TABLE `forum_posts` (`id` int, `thread_id` int, `forum_user_id` text, `user_id` int,
  `post_time` int, `post_text` text);
INSERT INTO `forum_posts` VALUES (1,1,{f1},{none},1358130000,'One'),
(2,1,{f2},{none},1358130001,'Two'),(3,1,{nothing},3,1358130002,'Three'){posts};
CREATE TABLE `forum_comments` (`id` int, `thread_id` int, `post_id` int, `forum_user_id` text,
  `post_time` int, `comment_text` text);
INSERT INTO `forum_comments` VALUES (1,1,2,{f2},1358130003,'Comment'){comments};
CREATE TABLE `forum_reputation_record` (`forum_user_id` text, `user_id` int, `pc_id` int,
  `type` text, `direction` int, `timestamp` int);
INSERT INTO `forum_reputation_record` VALUES ({f2},{none},1,{post},1,1358130010),
({f1},{none},2,{post},1,1358130011){votes};
CREATE TABLE `kvs_course.quiz` (`key` text, `value` text);
INSERT INTO `kvs_course.quiz` VALUES ({xml.quiz_id:1},'s:9:"<quiz><question_group>
<question id={"q"}><metadata><parameters><choice_type>radio</choice_type></parameters></metadata>
<data><option_group><option id={"o"} selected_score="1"/></option_group></data></question>
</question_group></quiz>";'),
({submission.submission_id:8},'s:53:"a:1:{{s:7:"answers";a:1:{{s:1:"q";a:1:{{i:0;s:1:"o";}}}}}}";')
{values};
CREATE TABLE `kvs_course.forum_readrecord` (`key` text, `value` text);
INSERT INTO `kvs_course.forum_readrecord` VALUES ({forum_77.3},'a:1:{{i:1;i:1358130020;}}'){reads};
"""
WHITE_SPACE = [("", " "), (" ", ""), ("", "\\t"), ("\\n", "\\r\\n"), ("  ", " ")]
ROWS_OF_NOBODY = {
    "nobodies": ",({none},'',' ','',''),({none},{nothing},{e4},{f4},{p4}),(3,{cem},{e3},{f3},{p3}),"
    "({none},'dan',{nothing},{nothing},'')",
    "users": ",({ana},4,1358121700),({nothing},4,1358121600),({none},4,1358121600)",
    "grades": ",({bob},80,'normal'),({nothing},50,'none')",
    "no_section": ",({none},'Nowhere',2)",
    "no_lecture": ",({none},'Nothing',60)",
    "lecture_uses": ",(2,4,{bob},1358124001,{download}),({none},4,{ana},1358124002,NULL),"
    "(9,{none},{nothing},1358124003,'')",
    "submissions": ",(8,1,{bob},1358128900,1),({none},1,{ana},1358129901,1),"
    "(9,1,{nothing},1358129902,1)",
    "no_part": ",({none},3,10)",
    "no_submission": ",({none},5,{ana},1358129001,9)",
    "no_page": ",({none},{Home},'Home'),(2,{nothing},'')",
    "revisions": ",({none},1,{ana},1358129101),(2,1,'',1358129102)",
    "no_thread": ",({none},77,'No thread')",
    "posts": ",({none},1,{f1},{none},1358130005,'No number'),(4,1,{nothing},{none},1358130006,'x')",
    "comments": ",(1,1,2,{f2},1358130003,'Comment'),(2,1,2,'',1358130004,'Of nobody')",
    # Of the same vote, by an id that is not used.
    "votes": ",({f2},8,1,{post},1,1358130010),({f2},9,1,{post},1,1358130010),"
    "('',{none},1,{post},1,1358130012)",
    "values": ",({xml.quiz_id:1},'s:0:\"\";'),({nothing},'s:0:\"\";')",
    "reads": ",({forum_77.3},'a:1:{{i:1;i:1358130021;}}')",
}


def dump(*, is_odd: bool) -> str:
    """The dump of either export."""
    text, n_ids = TABLES, 0
    for name, rows in ROWS_OF_NOBODY.items():
        text = text.replace(f"{{{name}}}", rows if is_odd else "")
    while (start := text.replace("{{", "  ").find("{")) >= 0:
        end = text.index("}", start)
        name = text[start + 1 : end]
        before, after = WHITE_SPACE[n_ids % len(WHITE_SPACE)] if is_odd else ("", "")
        n_ids += 1
        if name == "none":
            value = "''" if is_odd and n_ids % 2 else "NULL"
        elif name == "nothing":
            value = f"'{before}{after}'" if is_odd else "NULL"
        elif name.startswith('"'):
            value = f'"{before}{name[1:-1]}{after}"'.replace("\\n", " ").replace("\\r", " ")
        else:
            value = f"'{before}{name}{after}'"
        text = text[:start] + value + text[end + 1 :]
    return text.replace("{{", "{").replace("}}", "}")
