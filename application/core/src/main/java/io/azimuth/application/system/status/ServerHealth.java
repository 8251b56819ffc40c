package io.azimuth.application.system.status;

import io.azimuth.application.audit.AuditBroker;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.engine.KeyValueEngine;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What would keep the open server from carrying out a request now. */
final class ServerHealth {

  private final KeyValueEngine engine;
  private final AuditBroker audit;

  @Inject
  ServerHealth(KeyValueEngine engine, AuditBroker audit) {
    this.engine = engine;
    this.audit = audit;
  }

  /**
   * The codes of the present problems in small letters: {@code store_failed}, {@code store_full},
   * {@code store_busy}, {@code audit_failed}. Does not block.
   */
  List<String> problems() {
    List<ErrorCode> problems = new ArrayList<>();
    engine.problem().ifPresent(problems::add);
    if (audit.isBlocking()) {
      problems.add(ErrorCode.AUDIT_FAILED);
    }
    return problems.stream().map(code -> code.name().toLowerCase(Locale.ROOT)).toList();
  }
}
