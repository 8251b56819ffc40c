package io.azimuth.testkit.fake;

import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.testkit.contract.ResourceDirectoryContract;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class FakeResourcesTest extends ResourceDirectoryContract {

  private final FakeResources resources = new FakeResources();

  @Override
  protected ResourceDirectory directory() {
    return resources;
  }

  @Override
  protected DirectoryAccess access() {
    return new DirectoryAccess(
        "mount",
        1,
        "cloud",
        "tenant",
        new ServerCredential.ManagedIdentity(Optional.empty()),
        new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
        DirectoryAccess.CallLog.NONE);
  }

  @Override
  protected void holds(ResourceFacts facts) {
    resources.add(facts);
  }

  @Override
  protected void troubles(ResourceId id, Trouble trouble) {
    if (trouble == Trouble.SILENT) {
      resources.answer(id, FakeResourcesTest::silence);
      return;
    }
    resources.answer(id, answer(trouble));
  }

  @Override
  protected void troubles(MachineGroup group, Trouble trouble) {
    resources.stopLists(answer(trouble));
  }

  private static DirectoryAnswer answer(Trouble trouble) {
    return switch (trouble) {
      case FORBIDDEN -> new DirectoryAnswer.Forbidden();
      case THROTTLED -> new DirectoryAnswer.Throttled(AN_HOUR);
      case FAILING, SILENT -> new DirectoryAnswer.Down("no answer");
      case GARBAGE, ANOTHER_RESOURCE -> new DirectoryAnswer.Unusable("no answer for this");
    };
  }

  private static DirectoryAnswer silence(Duration limit) {
    try {
      boolean answered = new CountDownLatch(1).await(limit.toNanos(), TimeUnit.NANOSECONDS);
      return new DirectoryAnswer.Down("answered: " + answered);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new DirectoryAnswer.Down("interrupted");
    }
  }
}
