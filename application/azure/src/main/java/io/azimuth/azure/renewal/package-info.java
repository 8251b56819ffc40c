/** Whether a token still has its right, by what its login proved. */
package io.azimuth.azure.renewal;
