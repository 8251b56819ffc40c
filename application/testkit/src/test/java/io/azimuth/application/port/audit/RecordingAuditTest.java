package io.azimuth.application.port.audit;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.contract.AuditDeviceContract;
import io.azimuth.testkit.fake.RecordingAudit;
import java.util.List;
import java.util.Map;

/** The devices that tests read keep the contract of their port. */
class RecordingAuditTest extends AuditDeviceContract {

  private final RecordingAudit audit = new RecordingAudit();

  @Override
  protected AuditDevice open() {
    return audit.open(new AuditDeviceSpec("main", "memory", "", Map.of(), SecretText.of("salt")));
  }

  @Override
  protected List<String> texts(int count) {
    return audit.records().stream()
        .map(it -> ((Value.Text) it.get("text").orElseThrow()).text())
        .toList();
  }

  @Override
  protected void failing(AuditDevice device, boolean fails) {
    audit.failOn(it -> fails);
  }
}
