package io.azimuth.bootstrap.agent.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.agent.AgentFailure;
import io.azimuth.bootstrap.agent.AttemptPauses;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecSupervisorTest {

  private static final SecretText TOKEN = SecretText.of("t");
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  @TempDir Path directory;

  private final List<String> log = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private int status = 200;
  private String word = "one";
  private int reads;
  private Optional<String> lease = Optional.empty();
  private int doubts;
  private long nanos;
  private Optional<ExecSupervisor> made = Optional.empty();

  private ExecSupervisor program(boolean restarts, String... command)
      throws TemplateText.UnsupportedException {
    Map<String, TemplateText> variables = new LinkedHashMap<>();
    variables.put(
        "WORD",
        TemplateText.parse("{{ with secret \"secret/data/w\" }}{{ .Data.data.w }}{{ end }}"));
    ExecBlock block = new ExecBlock(List.of(command), variables, restarts, "TERM", INTERVAL);
    ExecSupervisor supervisor =
        new ExecSupervisor(
            block,
            (call, token) -> {
              reads++;
              return answer();
            },
            new AttemptPauses(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> 1),
            (level, sentence) -> log.add(sentence),
            () -> nanos,
            ended::countDown);
    made = Optional.of(supervisor);
    return supervisor;
  }

  private ApiReply answer() {
    Value.Obj secret = Value.Obj.builder().put("w", word).build();
    Value.Builder body =
        Value.Obj.builder()
            .put("request_id", "r")
            .put("data", Value.Obj.builder().put("data", secret).build());
    lease.ifPresent(id -> body.put("lease_id", id).put("lease_duration", 3600L));
    return new ApiReply(status, Optional.of(body.build()), Optional.empty());
  }

  private Duration act(ExecSupervisor supervisor) throws InterruptedException {
    return supervisor.act(TOKEN, () -> doubts++);
  }

  @AfterEach
  void end() throws InterruptedException {
    if (made.isPresent()) {
      int unused = made.get().stop();
    }
  }

  @Test
  void startsWhenTheSecretIsThereAndNotBefore() throws Exception {
    status = 403;
    ExecSupervisor supervisor = program(true, "/bin/sh", "-c", "exec sleep 60");

    assertThat(act(supervisor)).isEqualTo(Duration.ofSeconds(1));
    assertThat(log).singleElement().asString().contains("403", "secret/data/w");
    assertThat(doubts).isEqualTo(1);
    status = 200;
    assertThat(act(supervisor)).as("not due yet").isEqualTo(Duration.ofSeconds(1));
    nanos += Duration.ofSeconds(1).toNanos();
    assertThat(act(supervisor)).isEqualTo(INTERVAL);

    assertThat(log).anyMatch(line -> line.startsWith("started /bin/sh"));
    assertThat(supervisor.ended()).isEmpty();
    assertThat(supervisor.stop()).isEqualTo(128 + 15);
  }

  @Test
  void aChangedSecretStartsItAgainUnlessToldNot() throws Exception {
    ExecSupervisor supervisor = program(true, "/bin/sh", "-c", "exec sleep 60");
    act(supervisor);
    nanos += INTERVAL.toNanos();
    act(supervisor);
    assertThat(reads).isEqualTo(2);
    assertThat(log).filteredOn(line -> line.startsWith("started")).hasSize(1);

    word = "two";
    nanos += INTERVAL.toNanos();
    act(supervisor);
    assertThat(log).filteredOn(line -> line.startsWith("started")).hasSize(2);
    assertThat(log).noneMatch(line -> line.contains("two"));
  }

  @Test
  void anotherTokenReadsSecretsWithALeaseAgain() throws Exception {
    lease = Optional.of("database/creds/web/1");
    ExecSupervisor supervisor = program(true, "/bin/sh", "-c", "exec sleep 60");
    act(supervisor);
    act(supervisor);
    assertThat(reads).isEqualTo(1);

    word = "two";
    supervisor.act(SecretText.of("t2"), () -> doubts++);

    assertThat(reads).isEqualTo(2);
    assertThat(log).filteredOn(line -> line.startsWith("started")).hasSize(2);
  }

  @Test
  void anotherTokenLeavesSecretsWithoutALease() throws Exception {
    ExecSupervisor supervisor = program(true, "/bin/sh", "-c", "exec sleep 60");
    act(supervisor);

    supervisor.act(SecretText.of("t2"), () -> doubts++);

    assertThat(reads).isEqualTo(1);
    assertThat(log).filteredOn(line -> line.startsWith("started")).hasSize(1);
  }

  @Test
  void goesOnWithTheFormerSecretWhileTheServerIsAway() throws Exception {
    ExecSupervisor supervisor = program(true, "/bin/sh", "-c", "exec sleep 60");
    act(supervisor);
    status = 503;
    nanos += INTERVAL.toNanos();

    assertThat(act(supervisor)).isEqualTo(Duration.ofSeconds(1));
    assertThat(supervisor.ended()).isEmpty();
    assertThat(doubts).isZero();
  }

  @Test
  void passesSignalsOnAndItsCodeBack() throws Exception {
    Path ready = directory.resolve("ready");
    ExecSupervisor supervisor =
        program(
            true,
            "/bin/sh",
            "-c",
            "trap 'exit 9' USR1; : > " + ready + "; while :; do sleep 0.05; done");
    act(supervisor);
    while (!Files.exists(ready)) {
      Thread.onSpinWait();
    }

    // A shell cannot trap HUP below nohup.
    supervisor.signal("USR1");

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(supervisor.ended()).hasValue(9);
  }

  @Test
  void aValueThatNoVariableCanHaveLeavesTheProgramRunning() throws Exception {
    ExecSupervisor supervisor = program(true, "/bin/sh", "-c", "exec sleep 60");
    act(supervisor);
    word = "hush\0";
    nanos += INTERVAL.toNanos();

    assertThat(act(supervisor)).isEqualTo(Duration.ofSeconds(1));
    assertThat(supervisor.ended()).isEmpty();
    assertThat(log).anyMatch(line -> line.contains("has a character that no variable can have"));
    assertThat(log).noneMatch(line -> line.contains("hush"));
  }

  @Test
  void aProgramThatIsNotThereEndsTheAgent() throws Exception {
    ExecSupervisor supervisor = program(true, directory.resolve("none").toString());

    assertThatThrownBy(() -> act(supervisor))
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining("cannot be started");
  }
}
