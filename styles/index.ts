import '@slidev/client/styles/layouts-base.css'
import './fonts.css'
import './tokens.css'
import './slide.css'
