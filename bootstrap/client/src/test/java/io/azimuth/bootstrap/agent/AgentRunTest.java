package io.azimuth.bootstrap.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AgentRunTest {

  private final FakeServer server = new FakeServer();
  private final AgentEvents events = new AgentEvents();

  private AgentRun run(Optional<SupervisedProgram> program) {
    AgentLog log = (level, sentence) -> {};
    TokenKeeper keeper =
        new TokenKeeper(
            new TokenKeeper.Parts(
                server,
                server.method(),
                List.of(),
                new AttemptPauses(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> 1),
                true,
                log,
                () -> 0,
                () -> 0));
    return new AgentRun(keeper, program, false, events, log);
  }

  /** A program that the agent is told to end as soon as it has a token. */
  private final class Endless implements SupervisedProgram {
    private int stops;

    @Override
    public Duration act(SecretText token, Doubts doubts) {
      events.stop();
      return Duration.ZERO;
    }

    @Override
    public OptionalInt ended() {
      return OptionalInt.empty();
    }

    @Override
    public void signal(String name) {}

    @Override
    public int stop() throws InterruptedException {
      stops++;
      if (stops == 1) {
        throw new InterruptedException();
      }
      return 143;
    }
  }

  @Test
  void anInterruptThatComesLateDoesNotEndTheWaitForTheProgram() {
    Endless program = new Endless();

    assertThat(run(Optional.of(program)).run()).isEqualTo(143);
    assertThat(program.stops).isEqualTo(2);
  }

  @Test
  void aTokenThatOthersSawRefusedIsReplaced() {
    Deque<Supplier<ApiReply>> answers = new ArrayDeque<>();
    answers.add(
        () -> {
          events.tokenRefused(); // another thread at any time
          return FakeServer.granted("t1", 600, true);
        });
    answers.add(() -> FakeServer.refused(403, Duration.ZERO));
    answers.add(
        () -> {
          events.stop();
          return FakeServer.granted("t2", 600, true);
        });
    server.answer = () -> answers.remove().get();

    assertThat(run(Optional.empty()).run()).isZero();
    assertThat(server.requests).containsExactly("login", "auth/token/lookup-self t1", "login");
  }

  @Test
  void aLoginThatAStopHasInterruptedIsNoFailure() {
    server.answer =
        () -> {
          events.stop();
          throw new ClientException("interrupted");
        };

    assertThat(run(Optional.empty()).run()).isZero();
  }

  @Test
  void aLoginThatFailsBeforeIsOne() {
    server.answer = FakeServer.AWAY;

    assertThatThrownBy(run(Optional.empty())::run).isInstanceOf(AgentFailure.class);
  }
}
