package io.azimuth.adapters.http.answer;

import io.azimuth.adapters.http.encoding.GoBool;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * The status of a health answer. The query can replace each default, see
 * docs/operate/operations.md.
 */
final class HealthCodes {

  private final Value.Obj query;

  HealthCodes(Value.Obj query) {
    this.query = query;
  }

  int statusOf(Answer.State state) {
    int active = code("activecode", 200);
    int standby = code("standbycode", 429);
    int sealed = code("sealedcode", 503);
    int uninitialized = code("uninitcode", 501);
    code("performancestandbycode", 473);
    code("drsecondarycode", 472);
    int unhealthy = code("haunhealthycode", 503);
    int readsOnly = code("readsonlycode", 200);
    code("removedcode", 530);
    boolean standbyOk = flag("standbyok");
    flag("perfstandbyok");
    return switch (state) {
      case NORMAL, ACTIVE -> active;
      case STANDBY -> standbyOk ? active : standby;
      case SEALED -> sealed;
      case UNINITIALIZED -> uninitialized;
      case READS_ONLY -> readsOnly;
      case UNHEALTHY -> unhealthy;
    };
  }

  private int code(String name, int standard) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return standard;
    }
    // A status below 200 is not final, and HTTP defines none above 599.
    if (!text.get().matches("[2-5][0-9]{2}")) {
      throw malformed();
    }
    return Integer.parseInt(text.get());
  }

  private boolean flag(String name) {
    return text(name)
        .map(text -> text.isEmpty() || GoBool.parse(text).orElseThrow(HealthCodes::malformed))
        .orElse(false);
  }

  private Optional<String> text(String name) {
    Optional<Value> value = query.get(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof Value.Text text) {
      return Optional.of(text.text());
    }
    throw malformed();
  }

  private static RefusedException malformed() {
    return new RefusedException(Refusal.of(ErrorCategory.INVALID_REQUEST));
  }
}
