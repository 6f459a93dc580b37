"""Running the server: one process, or several that share one socket and one PostgreSQL.

The parent opens the socket and lends it to the workers it spawns: the kernel gives each new connection to one of them.
A worker that dies is replaced; workers whose parent died stop by themselves. Limits are kept by each worker for itself,
figures are added up over all (metrics.py).
"""

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable
from functools import partial
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread

import uvicorn
from starlette.applications import Starlette
from uvicorn.supervisors.multiprocess import Multiprocess

from cdtt_app.server.app import make_app
from cdtt_app.server.logs import start_logging
from cdtt_app.server.metrics import Metrics
from cdtt_app.server.opening import SetupError, open_province
from cdtt_app.server.patience import PatientProtocol
from cdtt_app.server.settings import Settings

_KEEP_ALIVE_SECONDS = 75  # an evening's exchanges go over one connection
_GRACE_SECONDS = 30


def config_of(settings: Settings, make: Callable[[], Starlette]) -> uvicorn.Config:
    """How uvicorn is run: nothing in an answer that is not needed, no log but ours."""
    return uvicorn.Config(
        make,
        factory=True,
        workers=settings.workers,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        limit_concurrency=settings.limits.connections,
        ssl_certfile=settings.tls_cert or None,
        ssl_keyfile=settings.tls_key or None,
    )


def listen(settings: Settings) -> socket.socket:
    """The socket, open before anything else starts; raises SetupError."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=1024)
    except OSError as error:
        raise SetupError(
            f"Không mở được cổng {settings.port} trên {settings.host}: có thể chương trình khác đang dùng. "
            "Hãy chọn cổng khác bằng --port."
        ) from error


def serve(settings: Settings, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until told to stop; requests under way are finished. Raises SetupError, StoreError."""
    province = open_province(settings)
    ready()
    if settings.workers == 1:
        start_logging()
        app = make_app(province, settings)
        uvicorn.Server(config_of(settings, lambda: app)).run([listening])
        return
    province.store.close()  # it was opened to bring the tables up to date once, and to see that it can be
    figures = Path(tempfile.mkdtemp(prefix="cdtt-"))
    try:
        start_logging()
        Multiprocess(config_of(settings, partial(_worker, settings, figures)), [listening]).run()
    finally:
        shutil.rmtree(figures, ignore_errors=True)


def _worker(settings: Settings, figures: Path) -> Starlette:
    start_logging()
    Thread(target=_stop_with_parent, daemon=True).start()
    return make_app(open_province(settings), settings, Metrics(figures))


def _stop_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def check(settings: Settings) -> None:
    """Raise SetupError for what does not go together."""
    if settings.workers > 1 and not settings.postgres:
        raise SetupError("Chạy nhiều tiến trình chỉ được với PostgreSQL. Hãy thêm --postgres hoặc bỏ --workers.")
    if bool(settings.tls_cert) != bool(settings.tls_key):
        raise SetupError("Chứng thư và khoá TLS phải đi cùng nhau. Hãy thêm cả --tls-cert lẫn --tls-key.")
    for file in filter(None, (settings.tls_cert, settings.tls_key)):
        if not Path(file).is_file():
            raise SetupError(f"Không thấy tệp {file}. Hãy xem lại đường dẫn.")
