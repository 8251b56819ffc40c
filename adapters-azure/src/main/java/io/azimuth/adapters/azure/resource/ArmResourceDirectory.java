package io.azimuth.adapters.azure.resource;

import io.azimuth.application.port.azure.AzureAnswer;
import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.DirectoryAnswer;
import io.azimuth.application.port.azure.ResourceDirectory;
import io.azimuth.application.remote.Patience;
import io.azimuth.domain.azure.ResourceFacts;
import io.azimuth.domain.azure.ResourceId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resource Manager through the Azure SDK. The server's own failed sign-in counts as {@link
 * DirectoryAnswer.Down}: nothing was said about the resource, and the login may come again.
 */
final class ArmResourceDirectory implements ResourceDirectory {

  private static final Logger log = LoggerFactory.getLogger(ArmResourceDirectory.class);

  private final Sessions sessions;
  private final Rehearsal rehearsal;
  private final Call probe;

  @Inject
  ArmResourceDirectory(Sessions sessions, Rehearsal rehearsal, RetryAfter retryAfter) {
    this.sessions = sessions;
    this.rehearsal = rehearsal;
    this.probe = new Call(new CallFaults("Resource Manager", false, "", retryAfter));
  }

  @Override
  public AzureAnswer<Duration> probe(DirectoryAccess access, Duration limit) {
    long start = System.nanoTime();
    return probe.make(
        limit,
        () ->
            sessions
                .of(access)
                .probe()
                .map(answered -> Duration.ofNanos(System.nanoTime() - start)));
  }

  @Override
  public void prepare() {
    var unused = rehearsal.play();
  }

  @Override
  public DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit) {
    Patience patience = Patience.of(limit);
    try {
      Question question = new Question(patience);
      CompletableFuture<ResourceFacts> facts =
          sessions.of(access).ask(id).contextWrite(question::putInto).toFuture();
      return await(facts, id, patience);
    } catch (UnusableAnswerException | SignInException e) {
      return failed(id, e);
    }
  }

  private DirectoryAnswer await(
      CompletableFuture<ResourceFacts> facts, ResourceId id, Patience patience) {
    try {
      return new DirectoryAnswer.Found(facts.get(patience.left().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      facts.cancel(true);
      return failed(id, e);
    } catch (InterruptedException e) {
      facts.cancel(true);
      Thread.currentThread().interrupt();
      return new DirectoryAnswer.Down("interrupted while Resource Manager was asked");
    } catch (ExecutionException e) {
      return failed(id, e);
    }
  }

  private DirectoryAnswer failed(ResourceId id, Throwable thrown) {
    DirectoryAnswer answer = Faults.read(thrown);
    if (answer instanceof DirectoryAnswer.Forbidden) {
      log.error("Resource Manager forbids reading {}: {}", id, Faults.describe(thrown));
    } else if (answer instanceof DirectoryAnswer.Down down) {
      log.warn("no answer about {}: {}", id, down.detail());
    } else if (answer instanceof DirectoryAnswer.Unusable unusable) {
      log.warn("no usable answer about {}: {}", id, unusable.detail());
    } else if (answer instanceof DirectoryAnswer.Throttled throttled) {
      log.warn("no answer about {}: throttled for {}", id, throttled.retryAfter());
    }
    return answer;
  }
}
