"""The latent province of one world, made in order: people, firms, then jobs."""

from sandbox.model.dataset import WorldParams
from sandbox.model.draw import Draw
from sandbox.recipes.yunze.firms import make_firms
from sandbox.recipes.yunze.jobs import make_jobs
from sandbox.recipes.yunze.lives import make_lives
from sandbox.recipes.yunze.province import Province


def make_province(params: WorldParams) -> Province:
    """Everything that department files read; the same parameters make the same province."""
    draw = Draw(params.seed)
    lives = make_lives(params, draw)
    jobs, firms = make_jobs(draw, lives, make_firms(params, draw, lives))
    return Province(params=params, draw=draw, lives=lives, firms=firms, jobs=jobs)
