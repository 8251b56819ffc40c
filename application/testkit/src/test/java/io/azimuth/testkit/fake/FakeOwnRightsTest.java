package io.azimuth.testkit.fake;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.Grants;
import io.azimuth.testkit.contract.OwnRightsContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class FakeOwnRightsTest extends OwnRightsContract {

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
  protected void may(ActionGrant grant) {
    resources.allow(
        AzureScope.of(SUBSCRIPTION), new AzureAnswer.Done<>(new Grants(List.of(grant))));
  }

  @Override
  protected void mayNothing() {
    resources.allow(AzureScope.of(SUBSCRIPTION), new AzureAnswer.Done<>(new Grants(List.of())));
  }
}
