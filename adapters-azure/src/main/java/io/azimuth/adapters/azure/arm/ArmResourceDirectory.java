package io.azimuth.adapters.azure.arm;

import io.azimuth.adapters.azure.call.AzureCall;
import io.azimuth.adapters.azure.call.CallFailures;
import io.azimuth.adapters.azure.call.DirectoryFailures;
import io.azimuth.adapters.azure.pipeline.CallBudget;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.DirectoryAnswer;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.remote.Deadline;
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
public final class ArmResourceDirectory implements ResourceDirectory {

  private static final Logger log = LoggerFactory.getLogger(ArmResourceDirectory.class);

  private final ArmSessions sessions;
  private final SdkWarmUp rehearsal;
  private final AzureCall probe;

  @Inject
  public ArmResourceDirectory(ArmSessions sessions, SdkWarmUp rehearsal, RetryAfter retryAfter) {
    this.sessions = sessions;
    this.rehearsal = rehearsal;
    this.probe = new AzureCall(new CallFailures("Resource Manager", false, "", retryAfter));
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
    var unused = rehearsal.run();
  }

  @Override
  public DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit) {
    Deadline patience = Deadline.of(limit);
    try {
      CallBudget question = new CallBudget(patience);
      CompletableFuture<ResourceFacts> facts =
          sessions.of(access).ask(id).contextWrite(question::putInto).toFuture();
      return await(facts, id, patience);
    } catch (UnusableAnswerException | SignInException e) {
      return failed(id, e);
    }
  }

  private DirectoryAnswer await(
      CompletableFuture<ResourceFacts> facts, ResourceId id, Deadline patience) {
    try {
      return new DirectoryAnswer.Found(
          facts.get(patience.remaining().toNanos(), TimeUnit.NANOSECONDS));
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
    DirectoryAnswer answer = DirectoryFailures.read(thrown);
    if (answer instanceof DirectoryAnswer.Forbidden) {
      log.error("Resource Manager forbids reading {}: {}", id, DirectoryFailures.describe(thrown));
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
