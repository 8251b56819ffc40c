package io.azimuth.azure.port;

import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.testkit.contract.GroupDirectoryContract;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeGroups;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The fake groups keep the contract of their port. */
class FakeGroupsTest extends GroupDirectoryContract {

  private final FakeGroups groups = new FakeGroups();

  @Override
  protected GroupDirectory directory() {
    return groups;
  }

  @Override
  protected DirectoryAccess access() {
    return new DirectoryAccess(
        "mount",
        1,
        "AzurePublicCloud",
        FakeCloud.TENANT,
        new ServerCredential.ManagedIdentity(Optional.empty()),
        new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
        DirectoryAccess.CallLog.NONE);
  }

  @Override
  protected void forbid() {
    groups.answerWith(new AzureAnswer.Refused<>("it takes a permission"));
  }

  @Override
  protected PrincipalId application() {
    return new PrincipalId("bbbbbbbb-0000-4000-8000-000000000004");
  }

  @Override
  protected PrincipalId user() {
    return new PrincipalId("ffffffff-0000-4000-8000-000000000002");
  }

  @Override
  protected void isIn(PrincipalId principal, Set<GroupId> all) {
    groups.put(principal, principal.equals(user()), all);
  }
}
