// Each behaviour is one module without exports: it finds its elements by `data-` attributes. See `kith/ui/bundle.py`.
import "./js/csrf.js";
