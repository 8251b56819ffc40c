/** Azure Resource Manager as questions in the terms of the rules. */
package io.azimuth.application.port.azure;
