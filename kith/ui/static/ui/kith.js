// Each behaviour is one module without exports: it finds its elements by `data-` attributes, and behaviours talk
// by events. See `kith/ui/bundle.py`.
import "./js/csrf.js";
import "./js/messages.js";
import "./js/failures.js";
import "./js/sending.js";
import "./js/once.js";
import "./js/times.js";
import "./js/drafts.js";
import "./js/placeholders.js";
import "./js/grow.js";
import "./js/count.js";
import "./js/menus.js";
import "./js/picking.js";
import "./js/tiles.js";
import "./js/uploads.js";
import "./js/ordering.js";
import "./js/reactions.js";
import "./js/acts.js";
import "./js/players.js";
import "./js/install.js";
import "./js/dialogs.js";
import "./js/search.js";
import "./js/tabs.js";
import "./js/gestures.js";
import "./js/crop.js";
