package io.azimuth.application.system.audit;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditRoutesTest {

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  private Answer enable(String path, Map<String, ?> options) {
    return server.write(root, "sys/audit/" + path, Map.of("type", "memory", "options", options));
  }

  @Test
  void aDeviceGetsARecordBeforeItIsEnabled() {
    done(enable("file", Map.of()));

    Value.Obj first = server.audit().records().get(0);
    assertThat(first.members().get("type")).isEqualTo(Value.of("request"));
    assertThat(((Value.Obj) first.members().get("request")).members().get("path"))
        .isEqualTo(Value.of("sys/audit/test"));
  }

  @Test
  void aConflictWritesNoSecondRecordForTheTest() {
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    done(enable("file", Map.of()));

    assertThat(server.audit().records())
        .filteredOn(it -> it.toString().contains("sys/audit/test"))
        .hasSize(1);
  }

  @Test
  void aDeviceThatTakesNoRecordIsNotEnabled() {
    server.audit().failOnType("request");

    Answer answer = enable("file", Map.of());

    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal(answer).errors())
        .containsExactly("the audit device takes no records: told to fail");
    assertThat(data(server.read(root, "sys/audit"))).isEmpty();
  }

  @Test
  void aDeviceThatCannotBeOpenedIsNotEnabled() {
    server.audit().unopenable(true);

    assertThat(refusal(enable("file", Map.of())).errors())
        .containsExactly("the audit device takes no records: cannot be opened");
  }

  @ParameterizedTest
  @CsvSource({
    "log_raw, true, log_raw is not supported: records never hold secrets in clear",
    "prefix, @cee:, prefix is not supported: a line is a record and no more",
    "hmac_accessor, maybe, hmac_accessor must be true or false",
    "format, xml, format must be json"
  })
  void whatWouldSpoilRecordsIsRefusedOfEveryDevice(String name, String value, String sentence) {
    assertThat(refusal(enable("file", Map.of(name, value))).errors()).containsExactly(sentence);
  }

  @Test
  void aDeviceIsShownAsLocalWhenItWasMadeSo() {
    done(server.write(root, "sys/audit/a", Map.of("type", "memory", "local", true)));
    done(enable("b", Map.of()));

    Map<String, Value> devices = data(server.read(root, "sys/audit"));
    assertThat(((Value.Obj) devices.get("a/")).members()).containsEntry("local", Value.of(true));
    assertThat(((Value.Obj) devices.get("b/")).members()).containsEntry("local", Value.of(false));
  }

  @Test
  void aHeaderIsReadUnderTheNameThatWasAskedFor() {
    String path = "sys/config/auditing/request-headers";
    done(server.write(root, path + "/X-Foo", Map.of("hmac", true)));

    assertThat(data(server.read(root, path + "/X-Foo"))).containsOnlyKeys("X-Foo");
    assertThat(data(server.read(root, path + "/x-foo"))).containsOnlyKeys("x-foo");
    assertThat(((Value.Obj) data(server.read(root, path)).get("headers")).members())
        .containsKey("x-foo")
        .doesNotContainKey("X-Foo");
  }

  @Test
  void theHashOfATextIsTheOneInTheRecords() {
    done(enable("file", Map.of()));
    server.write(root, "auth/token/lookup", Map.of("token", "azs.lost-and-found"));

    String records = server.audit().records().toString();

    Map<String, Value> data =
        data(server.write(root, "sys/audit-hash/file", Map.of("input", "azs.lost-and-found")));

    String hash = ((Value.Text) data.get("hash")).text();
    assertThat(hash).matches("hmac-sha256:[0-9a-f]{64}");
    assertThat(records).contains(hash);
  }

  @Test
  void twoDevicesHaveTwoHashesOfOneText() {
    done(enable("one", Map.of()));
    done(enable("two", Map.of()));

    assertThat(data(server.write(root, "sys/audit-hash/one", Map.of("input", "x"))))
        .isNotEqualTo(data(server.write(root, "sys/audit-hash/two", Map.of("input", "x"))));
  }

  @Test
  void nothingAndNoDeviceHaveNoHash() {
    done(enable("file", Map.of()));

    assertThat(refusal(server.write(root, "sys/audit-hash/file", Map.of())).errors())
        .containsExactly("the \"input\" parameter is empty");
    assertThat(refusal(server.write(root, "sys/audit-hash/none", Map.of("input", "x"))).errors())
        .containsExactly("unknown audit backend");
  }

  @Test
  void itIsMeasuredWhetherADeviceTakesRecords() {
    done(enable("file", Map.of()));
    server.read(root, "sys/auth");
    assertThat(measured("azimuth_audit_device_working")).containsExactly(1.0);

    server.audit().failOn(record -> true);
    server.read(root, "sys/auth");
    assertThat(measured("azimuth_audit_device_working")).containsExactly(0.0);

    server.audit().failOn(record -> false);
    server.read(root, "sys/auth");
    assertThat(measured("azimuth_audit_device_working")).containsExactly(1.0);
    assertThat(measured("azimuth_audit_records_total")).allSatisfy(n -> assertThat(n).isPositive());
  }

  private List<Double> measured(String name) {
    return server.metrics().numbers().stream()
        .filter(one -> one.name().equals(name))
        .map(Measurement::value)
        .toList();
  }
}
