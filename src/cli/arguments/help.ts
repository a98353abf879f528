export const HELP = `tagweave: hashtags from a photo, a caption and earlier posts, computed on this machine

  tagweave tag PHOTO… [--caption TEXT] [--k N] [--tag-language english|caption|both] [--json] [--out FILE] [--jobs N]
      Suggests N hashtags (5) for each photo. Patterns such as 'photos/**/*.jpg' name many. The caption counts for all of them;
      without one, each photo's own counts (EXIF, IPTC or XMP description). Photos are never changed.
      --tag-language caption  tags that have a translation in the caption's language by that; both: by both, one after the other
      --out tags.csv     a list that grows photo by photo; .json as well. The same command again goes on where it stopped.
                         CSV begins with a byte order mark, for spreadsheets; JSON is for programs
      --out xmp          a sidecar beside each photo (dc:subject), as photo managers read it; others' and edited ones stay as they are
      --sidecars long    call them IMG_1.jpg.xmp (digiKam, darktable) instead of IMG_1.xmp (Lightroom)
      --again            do photos again that are done already
      --jobs N           threads, each with models of its own, about 500 MB (as many as processors, 4 at most)

  tagweave evaluate --posts FOLDER [--k N] [--history own|off] [--json]
      Recommends N hashtags (7) for every post of FOLDER (posts.jsonl and images/) and compares them with its own:
      hit, precision, recall, F1, NDCG, coverage of the network's tags and calibration error. With --history own (the default) each post is recommended with its user's earlier posts.

  tagweave evaluate --personal --posts FOLDER [--posts FOLDER …] [--k N] [--split validation|test|all] [--json]
                    [--parts FILE] [--shown] [--limit N] [--cache FOLDER] [--seed N]
      Replays each user's posts in time order, each recommended (N = 5) from those before it, then learnt: F1 and hit by how many
      posts came before, for the network alone, the paper's history, own tags, the personal head, and plain floors; each step, and
      the whole against the better floor and against nothing personal, with a bootstrap interval over users. Then intrusion: the share
      of suggestions that only a user's own posts brought into posts of others with none of his tags (habits, on four of five own
      posts, apart). Posts of the split (default: test; --parts: a JSON file {"id": "train"|"validation"|"test"} instead of the
      protocol's split) are scored; whole users are read until they make up --limit posts. --shown takes lists as people see them,
      instead of N tags for every post. What is encoded is kept in --cache.

  tagweave serve [FOLDER] [--port N] [--host NAME]
      Serves the finished page.

  tagweave copy FOLDER [--networks ID,ID…] [--models FOLDER]
      Lays the element, the engine and the models of the networks (default: the catalogue's) into a folder of your site, such as
      public/tagweave: FOLDER/widget and FOLDER/models.

  tagweave headers netlify|nginx|caddy
      Prints the configuration with which another host serves it the same way (docs/deploy.md).

Options of tag and evaluate
  --json             print JSON only
  --models FOLDER    folder or URL of models (default: those that came with the package)
  --network ID       network of that folder (default: the one its catalogue names)
  --backend NAME     where the network computes: wasm (default) or cpu

  --help, --version

Exit code: 0 when everything went well, 2 when a file, a line or an option was wrong (one line on standard error each).`;
