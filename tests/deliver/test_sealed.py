"""What the push service passes on, and cannot read (RFC 8291)."""

import json
from pathlib import Path

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from responder_app.deliver import push
from tests.deliver.devices import Device, raw

VECTORS = Path(__file__).resolve().parents[3] / "shared/fixtures/webpush"


class TestSealed:
    def test_is_unreadable_without_the_devices_keys(self):
        told, other = Device("x").told, Device("x")

        body = push.sealed({"v": 1}, told["p256dh"], told["auth"])

        with pytest.raises(http_ece.ECEException):
            other.read(body)

    def test_is_what_the_rfcs_own_receiver_reads_where_it_is_kept(self):
        kept = VECTORS / "rfc8291-vector.json"
        vector = json.loads(kept.read_text()) if kept.exists() else None
        if vector:
            key = ec.derive_private_key(int.from_bytes(raw(vector["receiver_private"])), ec.SECP256R1())
            reading = {"private_key": key, "auth_secret": raw(vector["auth_secret"]), "version": "aes128gcm"}
            assert http_ece.decrypt(raw(vector["body"]), **reading).decode() == vector["plaintext"]
            body = push.sealed({"v": 1}, vector["receiver_public"], vector["auth_secret"])
            assert json.loads(http_ece.decrypt(body, **reading)) == {"v": 1}
