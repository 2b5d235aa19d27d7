// Starts the forms: Sveltia CMS, with the two formats of the files here.
import CMS from "./cms/index.js";
import { page, record } from "./keep.js";

CMS.registerCustomFormat("record", "yml", record);
CMS.registerCustomFormat("page-frontmatter", "md", page);
CMS.init();
