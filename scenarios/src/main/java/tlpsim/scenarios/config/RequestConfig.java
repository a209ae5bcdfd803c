package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Limits of the requests that a device forms. */
public record RequestConfig(
        @Key(value = "Max_Payload_Size.", def = "256 B", min = "128 B", max = "4 KiB", powerOfTwo = true)
        int mpsBytes,

        @Key(value = "Max_Read_Request_Size.", def = "512 B", min = "128 B", max = "4 KiB", powerOfTwo = true)
        int mrrsBytes,

        @Key(
                value = "Read Completion Boundary of the root port above.",
                def = "64 B",
                min = "64 B",
                max = "128 B",
                powerOfTwo = true)
        int rcbBytes,

        @Key(value = "Outstanding reads (tags).", def = "256", min = "1", max = "768")
        int maxReads,

        @Key(value = "Address width: 32 puts the device's memory below 4 GiB and its headers at three DWs.", def = "64")
        AddressWidth addressBits,

        @Key(
                value =
                        "AT field of its requests, interrupts apart; 'translated' is a device with ATS whose translations"
                                + " are all cached.",
                def = "untranslated")
        AddressType addressType,

        @Key(value = "Which writes carry Relaxed Ordering; completion entries and interrupts never do.", def = "{}")
        RelaxedOrderingConfig relaxedOrdering,

        @Key(
                value =
                        "Where its writes to the host go that carry no usable tag: 'bypass' sends them to memory, as if direct"
                                + " cache access were off for this device.",
                def = "platform")
        DeviceAllocation allocate) {}
