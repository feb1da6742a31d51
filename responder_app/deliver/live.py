class LiveConsumer:
    @classmethod
    def as_asgi(cls):
        return None
