package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.AuditDeviceList;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever can write to the store removes the record of an audit device. */
class LostAuditDeviceTest extends GatewayFixture {

  @BeforeEach
  void enableAudit() {
    server.enableAudit(root);
  }

  /** Removes the record, and has the servers look at the store again. */
  private Runnable lose(String path) {
    Runnable back = server.store().lose("audit/" + path);
    server.store().change(UnitOfWork::beginEpoch);
    return back;
  }

  private void restart() {
    server.get(AuditBroker.class).close();
  }

  private Answer ask() {
    return server.read(root, "auth/app/act");
  }

  private void assertRefused() {
    int before = server.audit().records().size();
    int calls = method.calls().size();
    assertThat(refusal(ask()).category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(server.audit().records()).hasSize(before);
    assertThat(method.calls()).hasSize(calls);
    assertThat(server.get(AuditBroker.class).isBlocking()).isTrue();
  }

  private void assertServed() {
    int before = server.audit().records().size();
    TestServer.done(ask());
    assertThat(server.audit().records()).hasSizeGreaterThan(before);
    assertThat(server.get(AuditBroker.class).isBlocking()).isFalse();
  }

  @Test
  void nothingIsServedWithoutTheOnlyDevice() {
    lose("memory");

    assertRefused();
    restart();
    assertRefused();
  }

  @Test
  void aRunningServerKeepsItsDeviceUntilTheNextEpoch() {
    assertServed();

    server.store().lose("audit/memory");

    assertServed();
  }

  @Test
  void anotherDeviceTakesTheRecordsAndTheLostOneCanBeDisabled() {
    TestServer.done(server.write(root, "sys/audit/second", Map.of("type", "memory")));
    lose("memory");
    assertServed();

    TestServer.done(server.delete(root, "sys/audit/memory"));
    lose("second");

    assertRefused();
  }

  @Test
  void theLostOneIsListedAndCanBeEnabledAgain() {
    TestServer.done(server.write(root, "sys/audit/second", Map.of("type", "memory")));
    lose("memory");
    assertThat(data(server.read(root, "sys/audit"))).containsOnlyKeys("memory/", "second/");
    assertThat(data(server.read(root, "sys/audit")).get("memory/"))
        .isInstanceOfSatisfying(
            Value.Obj.class,
            lost -> assertThat(lost.members()).containsEntry("type", Value.of("gone")));

    TestServer.done(server.write(root, "sys/audit/memory", Map.of("type", "memory")));

    assertThat(server.store().keys()).contains("audit/memory");
    lose("second");
    assertServed();
  }

  @Test
  void servesAgainSoonAfterTheRecordIsBack() {
    Runnable back = lose("memory");
    assertRefused();

    back.run();
    server.clock().advance(Duration.ofSeconds(1));

    assertServed();
  }

  @Test
  void nothingIsServedWhenTheListIsGoneWithTheDevices() {
    server.store().lose("audit/memory");
    server.store().lose("epoch");
    restart();
    assertRefused();

    server.store().change(UnitOfWork::beginEpoch); // as work in the background does
    restart();
    assertRefused();
  }

  @Test
  void devicesThatAreLeftWithoutAListTakeTheRecords() {
    server.store().lose("epoch");
    restart();

    assertServed();
  }

  @Test
  void aStoreOfAnEarlierVersionServesAndIsListedByTheLeader() {
    server.store().forgetAuditDevices();
    assertServed();

    server.get(AuditDeviceList.class).run();
    int commits = server.store().commits();
    server.get(AuditDeviceList.class).run();

    assertThat(server.store().commits()).isEqualTo(commits);
    assertServed();
    lose("memory");
    assertRefused();
  }

  @Test
  void theFirstChangeOfADeviceListsThoseOfAnEarlierVersion() {
    server.store().forgetAuditDevices();
    TestServer.done(server.write(root, "sys/audit/second", Map.of("type", "memory")));

    lose("memory");
    assertServed();
    lose("second");
    assertRefused();
  }

  @Test
  void aDeviceThatNobodyEnabledIsNotOpened() {
    Runnable back = server.store().lose("audit/memory");
    back.run();
    TestServer.done(server.delete(root, "sys/audit/memory"));
    server.audit().clear();

    back.run(); // an old copy of the record
    server.store().change(UnitOfWork::beginEpoch);

    TestServer.done(ask());
    assertThat(server.audit().records()).isEmpty();
  }
}
