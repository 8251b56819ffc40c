package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.id.MachineName;
import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ScaleSetName;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.login.check.CheckLog;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;

/**
 * Checks whether the names that a request sends agree with the resource of the login, segment by
 * segment. The scale set of a virtual machine is not checked here where Azure will be asked.
 */
final class RequestNameChecks {

  private static final String NOT_SENT = "the request does not name it";
  private static final String OF_THE_NODE =
      "dropped: the token's claims name an identity and no machine";
  private static final String OF_AN_INSTANCE =
      "dropped: nothing tells the instances of a uniform scale set apart";
  private static final String OF_A_MACHINES_SET =
      "dropped: no claim names the scale set of a virtual machine";

  private final LoginResource resource;
  private final CheckLog log;

  private RequestNameChecks(LoginResource resource, CheckLog log) {
    this.resource = resource;
    this.log = log;
  }

  static void run(LoginRequest request, LoginResource resource, boolean asksAzure, CheckLog log) {
    RequestNameChecks checks = new RequestNameChecks(resource, log);
    if (resource.basis() == LoginResource.Basis.IDENTITY_CLAIM) {
      checks.dropNode(request);
      return;
    }
    ResourceId id = resource.id();
    checks.compare(
        CheckName.NAMED_SUBSCRIPTION,
        DenialReason.SUBSCRIPTION_MISMATCH,
        request.subscription().map(SubscriptionId::value),
        id.subscription().value());
    checks.compare(
        CheckName.NAMED_RESOURCE_GROUP,
        DenialReason.RESOURCE_GROUP_MISMATCH,
        request.resourceGroup().map(ResourceGroupName::value),
        id.resourceGroup().value());
    checks.machine(request.machine().map(MachineName::value));
    checks.scaleSet(request.scaleSet().map(ScaleSetName::value), asksAzure);
    checks.compare(
        CheckName.NAMED_RESOURCE,
        DenialReason.RESOURCE_ID_MISMATCH,
        request.resourceOrItsSet().map(ResourceId::text),
        id.text());
  }

  /** Drops names of a node: agents in a pod send the names of the node that it runs on. */
  private void dropNode(LoginRequest request) {
    drop(CheckName.NAMED_SUBSCRIPTION, request.subscription(), OF_THE_NODE);
    drop(CheckName.NAMED_RESOURCE_GROUP, request.resourceGroup(), OF_THE_NODE);
    drop(CheckName.NAMED_MACHINE, request.machine(), OF_THE_NODE);
    drop(CheckName.NAMED_SCALE_SET, request.scaleSet(), OF_THE_NODE);
    if (request.resource().equals(Optional.of(resource.id()))) {
      log.passed(CheckName.NAMED_RESOURCE, resource.id().text(), resource.id().text());
    } else {
      drop(CheckName.NAMED_RESOURCE, request.resource(), OF_THE_NODE);
    }
  }

  private void machine(Optional<String> sent) {
    if (resource.isScaleSet()) {
      drop(CheckName.NAMED_MACHINE, sent, OF_AN_INSTANCE);
    } else {
      compare(
          CheckName.NAMED_MACHINE,
          DenialReason.VM_MISMATCH,
          sent,
          resource.isMachine() ? resource.id().name() : resource.id().text());
    }
  }

  private void scaleSet(Optional<String> sent, boolean asksAzure) {
    if (resource.isMachine() && sent.isPresent()) {
      if (!asksAzure) {
        drop(CheckName.NAMED_SCALE_SET, sent, OF_A_MACHINES_SET);
      }
      return;
    }
    compare(
        CheckName.NAMED_SCALE_SET,
        DenialReason.SCALE_SET_MISMATCH,
        sent,
        resource.isScaleSet() ? resource.id().name() : resource.id().text());
  }

  private void compare(
      CheckName check, DenialReason mismatch, Optional<String> sent, String proved) {
    if (sent.isEmpty()) {
      log.skipped(check, NOT_SENT);
    } else if (AsciiCase.equal(sent.get(), proved)) {
      log.passed(check, sent.get(), proved);
    } else if (resource.basis() == LoginResource.Basis.REQUEST) {
      // Both values were sent by the caller; the token names no resource.
      log.failed(new Denial(mismatch, check, sent.get(), proved, sent.get()));
    } else {
      log.failed(check, mismatch, sent.get(), proved);
    }
  }

  private void drop(CheckName check, Optional<?> sent, String why) {
    if (sent.isEmpty()) {
      log.skipped(check, NOT_SENT);
    } else {
      log.skipped(check, "", sent.get().toString(), why);
    }
  }
}
