from k8skit.core.kinds import kinds

__getattr__ = kinds("postgresql.cnpg.io/v1", __name__)
