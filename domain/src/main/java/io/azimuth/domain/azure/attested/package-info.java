/**
 * What a machine shows beside its token: the document of its metadata service, to prove that the
 * login comes from the machine itself, and the attestation of its platform.
 */
package io.azimuth.domain.azure.attested;
