import RASP
