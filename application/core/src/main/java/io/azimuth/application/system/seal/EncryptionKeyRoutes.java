package io.azimuth.application.system.seal;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.KeyStatus;
import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The key that encrypts the records: its state and its rotation. */
@Singleton
final class EncryptionKeyRoutes {

  private final Barrier barrier;

  @Inject
  EncryptionKeyRoutes(Barrier barrier) {
    this.barrier = barrier;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "key-status")
            .access(Access.AUTHORIZED)
            .summary("Say which encryption key is in use")
            .rendering(Rendering.DATA_AT_ROOT)
            .handle(core(call -> status())),
        Route.on(Operation.WRITE, "rotate")
            .access(Access.SUDO)
            .summary("Begin a new encryption key")
            .handle(core(this::rotate)));
  }

  private Answer status() {
    KeyStatus key = barrier.keyStatus();
    return Answer.data(
        Value.Obj.builder()
            .put("term", key.term())
            .put("install_time", key.installed().toString())
            .put("encryptions", key.encryptions())
            .build());
  }

  private Answer rotate(CoreCall call) {
    call.afterCommit().onSettled(barrier.stageEncryptionKey(call.work()));
    return new Answer.Empty();
  }
}
