package io.azimuth.azure.port;

import io.azimuth.domain.azure.attested.AttestedProof;
import java.time.Instant;

/**
 * Verifies the signatures of attested documents. Safe for use by many threads. Makes no call and
 * waits for nothing: it takes the certificates that come with the document and those that the
 * configuration names.
 */
public interface AttestedSignatures {

  /** The largest document, in bytes; one of Azure has about 5,000. */
  int MAX_BYTES = 12 * 1024;

  /**
   * What the document says, if the metadata service of the cloud signed it: the signature is good,
   * the signer's certificate is for a host of that service and leads to a root that is trusted for
   * it, and every certificate is valid at that time. The nonce and the times of the document itself
   * are not judged here.
   *
   * @param cloud the name of the cloud, in its canonical spelling
   * @param document the PKCS #7 structure, in DER
   * @param now the time of the login
   * @return a rejection also for what is no such structure, or too large; never an exception
   */
  AttestedProof verify(String cloud, byte[] document, Instant now);
}
