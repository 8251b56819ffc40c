package io.azimuth.domain.azure.attested;

import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.id.VmId;
import java.time.Instant;
import java.util.Objects;

/**
 * The content of an attested document; of use only when its signature was verified.
 *
 * @param nonce the text that the machine sent for it
 * @param createdOn when it was made, to the second
 * @param expiresOn until when it is good; Azure gives it six hours
 * @param vmId the machine
 * @param subscription the subscription of the machine
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service#attested-data">Attested
 *     data</a>
 */
public record AttestedDocument(
    String nonce, Instant createdOn, Instant expiresOn, VmId vmId, SubscriptionId subscription) {

  public AttestedDocument {
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(createdOn, "createdOn");
    Objects.requireNonNull(expiresOn, "expiresOn");
    Objects.requireNonNull(vmId, "vmId");
    Objects.requireNonNull(subscription, "subscription");
  }
}
