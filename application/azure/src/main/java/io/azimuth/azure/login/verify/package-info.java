/**
 * Who logs in: the signature of the token, that of the attested document of a machine, and that of
 * the attestation of its platform.
 */
package io.azimuth.azure.login.verify;
