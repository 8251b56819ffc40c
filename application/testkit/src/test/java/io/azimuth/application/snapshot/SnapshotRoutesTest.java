package io.azimuth.application.snapshot;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.Spool;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Content;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.GivenEntries;
import io.azimuth.testkit.fake.HeldSpool;
import io.azimuth.testkit.store.FakeBarrier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may take a snapshot, how many at once, and that no file is left behind. */
class SnapshotRoutesTest {

  private static final String PATH = "sys/storage/snapshot";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  void aSnapshotSaysWhenAndWhereItWasTaken() throws IOException {
    try (Content content = content(server.read(root, PATH))) {
      assertThat(content.mediaType()).isEqualTo("application/octet-stream");
      assertThat(content.fileName()).isEqualTo("azimuth-20261125T120000Z.snapshot");
      VerifiedSnapshot snapshot = SnapshotReader.verify(new ByteArrayInputStream(bytes(content)));
      assertThat(snapshot.header())
          .isEqualTo(new SnapshotHeader(1, TestServer.START, "0.1.0", "fake", "static", ""));
      assertThat(snapshot.entries()).isZero();
    }
  }

  @Test
  void aStoreWithDamagedEntriesIsCopiedOnlyOnDemand() throws IOException {
    GivenEntries engine = (GivenEntries) server.get(KeyValueEngine.class);
    engine.with("data/1/a", "sound").with("policy/ops", FakeBarrier.DAMAGED);

    Refusal refused = refusal(server.read(root, PATH));
    assertThat(refused.category()).isEqualTo(ErrorCategory.CONFLICT);
    assertThat(refused.errors())
        .containsExactly(
            "1 entry of the store cannot be read: policy/ops; with keep_unreadable=true all entries"
                + " are copied as they are");

    Answer kept = server.read(root, PATH, Map.of("keep_unreadable", "true"));
    try (Content content = content(kept)) {
      assertThat(SnapshotReader.verify(new ByteArrayInputStream(bytes(content))).entries())
          .isEqualTo(2);
    }
    engine.with("policy/ops", "sound again");
    allAreFree();
  }

  @Test
  void aDiskWithoutSpaceTakesNoSnapshot() {
    ((GivenEntries) server.get(KeyValueEngine.class)).with("data/1/a", "sound");
    ((HeldSpool) server.get(Spool.class)).fill();

    for (int i = 0; i < 3; i++) {
      assertThat(refusal(server.read(root, PATH)).errors())
          .containsExactly(ErrorCode.SNAPSHOT_FAILED.sentence());
    }
  }

  private static byte[] bytes(Content content) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) content.length());
    while (bytes.hasRemaining() && content.read(bytes) >= 0) {
      // Read to the end.
    }
    return bytes.array();
  }

  @Test
  void readAloneIsNotEnough() {
    String rules = "path \"sys/storage/snapshot\" { capabilities = [%s] }";
    done(
        server.write(
            root, "sys/policies/acl/reader", Map.of("policy", rules.formatted("\"read\""))));
    done(
        server.write(
            root,
            "sys/policies/acl/backup",
            Map.of("policy", rules.formatted("\"read\", \"sudo\""))));
    String reader = token(Map.of("policies", List.of("reader")));
    assertThat(refusal(server.read(reader, PATH)).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    content(server.read(token(Map.of("policies", List.of("backup"))), PATH)).close();
  }

  @Test
  void aThirdOneAtATimeIsRefusedUntilAnotherIsFetched() {
    Content first = content(server.read(root, PATH));
    Content second = content(server.read(root, PATH));
    assertThat(refusal(server.read(root, PATH)).errors())
        .containsExactly("2 snapshots are under way; try again later");
    first.close();
    first.close();
    Content third = content(server.read(root, PATH));
    assertThat(refusal(server.read(root, PATH)).category()).isEqualTo(ErrorCategory.OVERLOADED);
    second.close();
    third.close();
    allAreFree();
  }

  @Test
  void anAnswerThatNobodyRecordsLeavesNoSnapshotBehind() {
    server.enableAudit(root);
    server.audit().failOnType("response");
    for (int i = 0; i < 3; i++) {
      assertThat(refusal(server.read(root, PATH)).category()).isEqualTo(ErrorCategory.INTERNAL);
    }
    server.audit().failOn(taken -> false);
    allAreFree();
  }

  @Test
  void aSnapshotIsAuditedByItsSize() {
    server.enableAudit(root);
    Content content = content(server.read(root, PATH));
    content.close();
    assertThat(server.audit().records("response").get(0).toString())
        .contains("bytes")
        .contains(PATH);
  }

  private void allAreFree() {
    List<Content> all = List.of(content(server.read(root, PATH)), content(server.read(root, PATH)));
    all.forEach(Content::close);
  }

  private String token(Map<String, ?> parameters) {
    return clientToken(server.write(root, "auth/token/create", parameters));
  }

  private static Content content(Answer answer) {
    if (answer instanceof Answer.Download download) {
      return download.content();
    }
    throw new AssertionError("no content but " + answer);
  }
}
