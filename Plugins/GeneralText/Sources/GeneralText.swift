import Didact
