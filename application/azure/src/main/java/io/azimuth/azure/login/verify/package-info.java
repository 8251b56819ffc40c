/** Who logs in: the signature of the token, and that of the attested document of a machine. */
package io.azimuth.azure.login.verify;
