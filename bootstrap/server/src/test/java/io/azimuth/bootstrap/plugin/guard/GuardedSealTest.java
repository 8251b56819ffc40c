package io.azimuth.bootstrap.plugin.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PinnedJars;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.bootstrap.plugin.PluginKind;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import io.azimuth.spi.storage.StaleReadException;
import io.azimuth.testkit.contract.SealContract;
import io.azimuth.testkit.fake.FakeSeals;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a seal of a plugin does wrong means that its key cannot be used at this moment. */
class GuardedSealTest extends SealContract {

  private static final Duration SHORT = Duration.ofMillis(50);

  private final PluginCatalog catalog = PluginCatalog.load(Optional.empty(), PinnedJars.NONE);
  private final PluginGuard guard =
      new PluginGuard(
          new LoadedPlugin<>(PluginKind.SEAL, "ring", "factory", catalog.origins().get(0)),
          PluginGuard.Places.of(16, new Semaphore(1)),
          Runnable::run);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
    guard.close();
    catalog.close();
  }

  @Override
  protected Seal seal(SecretBytes key) {
    return new GuardedSeal(FakeSeals.own(key), false, guard);
  }

  @Override
  protected int rounds() {
    return 20;
  }

  /** Answers every question in the same way. */
  private static class Scripted implements Seal {

    final AtomicInteger questions = new AtomicInteger();
    private final Supplier<byte[]> answer;

    Scripted(Supplier<byte[]> answer) {
      this.answer = answer;
    }

    @Override
    public String type() {
      return "ring";
    }

    @Override
    public byte[] wrap(byte[] rootKey) {
      return answer.get();
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
      return answer.get();
    }

    @Override
    public boolean rewrapDue(byte[] wrapped) {
      return answer.get().length > 0;
    }

    @Override
    public boolean isOwn(byte[] wrapped) {
      questions.incrementAndGet();
      return answer.get().length > 0;
    }
  }

  private GuardedSeal guarded(Supplier<byte[]> answer) {
    return new GuardedSeal(new Scripted(answer), true, guard, SHORT);
  }

  private static void assertUnavailable(Seal seal, String how) {
    assertThatThrownBy(() -> seal.wrap(new byte[32]))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.SEAL_UNAVAILABLE);
              assertThat(fault.detail()).isEqualTo("the plugin of the seal ring: " + how);
            });
  }

  @Test
  void whateverItThrowsMayPass() {
    assertUnavailable(
        guarded(
            () -> {
              throw new IllegalStateException("secret");
            }),
        "has failed; the log says where");
    assertUnavailable(
        guarded(
            () -> {
              throw new StaleReadException();
            }),
        "has failed; the log says where");
    assertUnavailable(
        guarded(
            () -> {
              throw new ServiceException(ErrorCode.AUDIT_FAILED, "another code");
            }),
        "another code");
  }

  @Test
  void whatItSaysOfItsKeyIsBelieved() {
    for (ErrorCode code : new ErrorCode[] {ErrorCode.SEAL_UNUSABLE, ErrorCode.SEAL_REFUSED}) {
      Seal seal =
          guarded(
              () -> {
                throw new ServiceException(code, "its words");
              });
      assertThatThrownBy(() -> seal.unwrap(new byte[1]))
          .isInstanceOfSatisfying(
              ServiceException.class,
              fault -> {
                assertThat(fault.code()).isEqualTo(code);
                assertThat(fault.detail()).isEqualTo("its words");
              });
    }
    assertThat(guarded(() -> new byte[1]).hasPublicKey()).isTrue();
  }

  @Test
  void oneThatHangsIsAway() {
    assertUnavailable(
        guarded(
            () -> {
              boolean waiting = true;
              while (waiting) {
                try {
                  release.await();
                  waiting = false;
                } catch (InterruptedException e) {
                  // deaf
                }
              }
              return new byte[1];
            }),
        "did not answer within 50 ms");
  }

  @Test
  void refusesWhatDoesNotFitIntoTheRecord() {
    for (int length : new int[] {0, 16 * 1024 + 1}) {
      assertThatThrownBy(() -> guarded(() -> new byte[length]).wrap(new byte[32]))
          .isInstanceOfSatisfying(
              ServiceException.class,
              fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SEAL_UNUSABLE));
    }
    assertThat(guarded(() -> new byte[16 * 1024]).wrap(new byte[32])).hasSize(16 * 1024);
  }

  @Test
  void asksOnceWhoseBytesTheyAre() {
    Scripted scripted = new Scripted(() -> new byte[1]);
    Seal seal = new GuardedSeal(scripted, false, guard, SHORT);

    assertThat(seal.isOwn(new byte[] {1})).isTrue();
    assertThat(seal.isOwn(new byte[] {1})).isTrue();
    assertThat(scripted.questions).hasValue(1);
    assertThat(seal.isOwn(new byte[] {2})).isTrue();
    assertThat(scripted.questions).hasValue(2);
  }

  @Test
  void oneThatFailsIsNotAskedAgainSoonWhoseBytesTheyAre() {
    Scripted failing =
        new Scripted(
            () -> {
              throw new IllegalStateException();
            });
    Seal seal = new GuardedSeal(failing, false, guard, SHORT);

    assertThat(seal.isOwn(new byte[] {1})).isFalse();
    assertThat(seal.isOwn(new byte[] {1})).isFalse();
    assertThat(failing.questions).hasValue(1);
  }

  @Test
  void theCopyThatThePluginGetsIsOverwritten() {
    AtomicReference<byte[]> given = new AtomicReference<>(new byte[0]);
    Seal keeping =
        new Scripted(() -> new byte[1]) {
          @Override
          public byte[] wrap(byte[] rootKey) {
            given.set(rootKey);
            return new byte[] {1};
          }

          @Override
          public byte[] unwrap(byte[] wrapped) {
            return new byte[] {1, 2, 3};
          }
        };
    byte[] rootKey = {1, 2, 3};

    new GuardedSeal(keeping, false, guard, SHORT).wrap(rootKey);

    assertThat(given.get()).containsExactly(0, 0, 0);
    assertThat(rootKey).containsExactly(1, 2, 3);
  }
}
